#!/bin/sh
# Measures the front door beside nginx, HAProxy and Caddy: the same five nodes, the same wrk, turn by turn.
# Usage: src/bench/door.sh [ROUNDS] [SECONDS]        (5 rounds of 5 seconds each)
# Prints a table of medians. What is not installed is left out; wrk and HAProxy must be there.
set -eu

rounds=${1:-5}
seconds=${2:-5}
home=$(cd "$(dirname "$0")/../.." && pwd -P)
work=$(mktemp -d)
ports="18201 18202 18203 18204 18205"
started=""

say() { printf '%s\n' "$*" >&2; }

finish() {
  for pid in $started; do kill "$pid" 2>/dev/null || true; done
  for pid in $started; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT INT TERM

start() { # NAME COMMAND...
  name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  started="$! $started"
}

await() { # PORT: until something answers there
  tries=0
  until wrk -c 1 -t 1 -d 1 "http://127.0.0.1:$1/" 2>/dev/null | grep -q '^Requests/sec'; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then
      say "nothing answers on port $1:"
      cat "$work"/*.log >&2
      exit 1
    fi
    sleep 1
  done
}

for tool in wrk haproxy; do
  command -v "$tool" >/dev/null || { say "$tool is not installed"; exit 1; }
done

# ---- the nodes, in a process of their own ---------------------------------------------------------

if [ -n "${STEELYARD:-}" ]; then
  say "the front door is started by: $STEELYARD"
else
  STEELYARD="$home/run.sh"
fi
if [ -z "${DOOR_NODES:-}" ]; then
  "$home/run.sh" --version >/dev/null # Builds what changed.
  (cd "$home" && mvn -q -B -Pbench -Dspotless.check.skip test-compile)
  DOOR_NODES="${JAVA_HOME:+$JAVA_HOME/bin/}java -cp $home/target/bench-classes:$home/target/lib/*"
fi
# shellcheck disable=SC2086 # They are words.
start nodes $DOOR_NODES dev.steelyard.bench.DoorNodes $ports
for port in $ports; do await "$port"; done

# ---- the proxies ---------------------------------------------------------------------------------

proxies="steelyard haproxy"
port_of() {
  case $1 in
    steelyard) echo 18211 ;;
    haproxy) echo 18212 ;;
    nginx) echo 18213 ;;
    caddy) echo 18214 ;;
  esac
}

{
  echo '{"version": 1, "nodes": ['
  comma=""
  for port in $ports; do
    echo "$comma{\"id\": \"n$port\", \"address\": \"http://127.0.0.1:$port\"}"
    comma=","
  done
  echo '], "traffic": {"shape": {"type": "steady", "rate": 1}},'
  echo '"balancer": {"strategy": "round-robin", "retry": {"maxAttempts": 3},'
  echo '"healthCheck": {"path": "/", "interval": "2s", "timeout": "1s", "rise": 2, "fall": 3}}}'
} >"$work/door.json"
start steelyard $STEELYARD proxy "$work/door.json" --listen "127.0.0.1:$(port_of steelyard)"

{
  echo "global"
  echo "  maxconn 4000"
  echo "defaults"
  echo "  mode http"
  echo "  timeout connect 5s"
  echo "  timeout client 60s"
  echo "  timeout server 60s"
  echo "frontend door"
  echo "  bind 127.0.0.1:$(port_of haproxy)"
  echo "  default_backend nodes"
  echo "backend nodes"
  echo "  balance roundrobin"
  echo "  option forwardfor"
  echo "  http-reuse always"
  for port in $ports; do echo "  server n$port 127.0.0.1:$port check inter 2s"; done
} >"$work/haproxy.cfg"
start haproxy haproxy -db -f "$work/haproxy.cfg"

if command -v nginx >/dev/null; then
  proxies="$proxies nginx"
  {
    echo "worker_processes auto; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;"
    echo "events { worker_connections 4000; }"
    echo "http { access_log off; keepalive_requests 1000000000;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/$kind;"; done
    echo "upstream nodes { keepalive 128; keepalive_requests 1000000000;"
    for port in $ports; do echo "server 127.0.0.1:$port;"; done
    echo "} server { listen 127.0.0.1:$(port_of nginx); location / { proxy_pass http://nodes;"
    echo "proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host \$host;"
    echo "proxy_set_header X-Forwarded-For \$remote_addr; } } }"
  } >"$work/nginx.conf"
  start nginx nginx -c "$work/nginx.conf"
fi

if command -v caddy >/dev/null; then
  proxies="$proxies caddy"
  {
    echo "{"
    echo "  admin off"
    echo "  auto_https off"
    echo "}"
    echo "http://127.0.0.1:$(port_of caddy) {"
    echo "  reverse_proxy $(for port in $ports; do printf '127.0.0.1:%s ' "$port"; done) {"
    echo "    lb_policy round_robin"
    echo "  }"
    echo "}"
  } >"$work/Caddyfile"
  start caddy caddy run --config "$work/Caddyfile" --adapter caddyfile
fi

for proxy in $proxies; do await "$(port_of "$proxy")"; done

# ---- the rounds ----------------------------------------------------------------------------------

measure() { # PROXY SECONDS
  wrk -c 64 -t 2 -d "$2s" --latency "http://127.0.0.1:$(port_of "$1")/" >"$work/wrk.out"
  rate=$(sed -n 's/^Requests\/sec: *//p' "$work/wrk.out")
  p99=$(sed -n 's/^ *99% *//p' "$work/wrk.out" \
    | awk '/us$/ {sub("us", ""); print $0 / 1000; next} /ms$/ {sub("ms", ""); print; next} {sub("s", ""); print $0 * 1000}')
  bad=$(grep -c -E 'Non-2xx|Socket errors' "$work/wrk.out" || true)
  echo "$1 $rate $p99 $bad"
}

for proxy in $proxies; do
  say "warming up $proxy"
  measure "$proxy" 10 >/dev/null
done
round=1
while [ "$round" -le "$rounds" ]; do
  for proxy in $proxies; do
    line=$(measure "$proxy" "$seconds")
    say "round $round: $line"
    echo "$line" >>"$work/results"
  done
  round=$((round + 1))
done

median() { # PROXY COLUMN
  grep "^$1 " "$work/results" | cut -d ' ' -f "$2" | sort -n \
    | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'
}

base=$(median haproxy 2)
base99=$(median haproxy 3)
echo "| proxy | requests/s | of HAProxy | p99 | of HAProxy |"
echo "|---|---|---|---|---|"
for proxy in $proxies; do
  rate=$(median "$proxy" 2)
  p99=$(median "$proxy" 3)
  awk -v n="$proxy" -v r="$rate" -v b="$base" -v p="$p99" -v q="$base99" \
    'BEGIN {printf "| %s | %.0f | %.2f | %.2f ms | %.2f |\n", n, r, r / b, p, p / q}'
done
if awk '$4 > 0 {found = 1} END {exit !found}' "$work/results"; then
  say "some answers were errors:"
  awk '$4 > 0' "$work/results" >&2
fi
