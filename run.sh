#!/bin/sh
# Starts Steelyard: finds a JDK, builds what changed, opens the app or runs a command.
# Usage: ./run.sh [COMMAND] [OPTIONS]      (./run.sh --help lists the commands)
set -eu

wanted=25
home=$(cd "$(dirname "$0")" && pwd -P)
build="$home/target"
stamp="$build/built-from"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 3; }

# ---- a JDK ---------------------------------------------------------------------------------------

# The major version of the JDK in a folder, or 0.
major_of() {
  if [ -x "$1/bin/java" ] && [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
  else
    echo 0
  fi
}

jdk_folders() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  if on_path=$(command -v java); then
    link=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    dirname "$(dirname "$link")"
  fi
  for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$folder" ] && printf '%s\n' "$folder"
  done
  return 0
}

find_jdk() {
  jdk_folders | while IFS= read -r folder; do
    major=$(major_of "$folder")
    if [ "${major:-0}" -ge "$wanted" ] && [ -x "$folder/bin/javac" ]; then
      printf '%s\n' "$folder"
      break
    fi
  done
}

jdk=$(find_jdk)
[ -n "$jdk" ] || fail "Steelyard needs a JDK $wanted or later, and none was found.
Looked at JAVA_HOME (${JAVA_HOME:-not set}), java on the PATH, /usr/lib/jvm, ~/.sdkman, ~/.jdks.
Install one (for example Temurin $wanted) or set JAVA_HOME to it, then start again."

# ---- a build, if the sources changed -------------------------------------------------------------

sources() {
  (cd "$home" && find pom.xml src/main assets/scenarios -type f -exec cksum {} + | sort)
}

# The place counts too: the archives of loaded classes hold it, and a moved one breaks the start.
now=$(printf '%s\n' "$home" "$jdk" && sources)
if [ ! -f "$build/steelyard.jar" ] || [ ! -d "$build/lib" ] || [ ! -f "$stamp" ] \
  || [ "$now" != "$(cat "$stamp")" ]; then
  command -v mvn >/dev/null || fail "Steelyard is built by Maven 3.8 or later, and mvn is not on the PATH.
Install it (for example: apt-get install maven), then start again."
  say "Building Steelyard (the first time this takes a minute) ..."
  mkdir -p "$build"
  rm -rf "$stamp" "$build/lib" "$build"/*.jsa
  if ! (cd "$home" && JAVA_HOME="$jdk" mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip package) \
    >"$build/build.log" 2>&1; then
    cat "$build/build.log" >&2
    fail "The build failed; the reason stands above and in target/build.log."
  fi
  printf '%s\n' "$now" >"$stamp"
fi

# ---- what a window needs -------------------------------------------------------------------------

wants_window() {
  case "${1:-app}" in
    app) case " $* " in *" --help "* | *" -h "*) return 1 ;; *) return 0 ;; esac ;;
    *) return 1 ;;
  esac
}

has_library() {
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$1"
}

# JavaFX opens its windows through GTK 3 on Linux.
need_gtk() {
  missing=""
  has_library 'libgtk-3\.so\.0' || missing="libgtk-3-0"
  has_library 'libXtst\.so\.6' || missing="$missing libxtst6"
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "A window needs GTK 3, which is missing: installing$(printf ' %s' $missing) ..."
    # shellcheck disable=SC2086 # The names are words.
    { apt-get update -qq && apt-get install -y -qq $missing; } >"$build/gtk.log" 2>&1 \
      || fail "That failed; see target/gtk.log. To run without a window: ./run.sh run SCENARIO"
  else
    fail "A window needs GTK 3, which is missing. Install it with:
  sudo apt-get install$(printf ' %s' $missing)        (Debian, Ubuntu)
  sudo dnf install gtk3 libXtst            (Fedora)
or run without a window: ./run.sh run SCENARIO"
  fi
}

if [ "$(uname -s)" = Linux ] && [ -n "${DISPLAY:-}" ] && wants_window "$@"; then
  need_gtk
fi

# ---- start ---------------------------------------------------------------------------------------

# The archive of loaded classes is made at the first exit and makes later starts much faster. The
# window and the commands load different classes, so each has its own.
archive="$build/command.jsa"
wants_window "$@" && archive="$build/window.jsa"

exec "$jdk/bin/java" \
  -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$archive" -Xlog:disable -Xlog:all=off \
  --enable-native-access=javafx.graphics \
  -p "$build/steelyard.jar:$build/lib" -m dev.steelyard/dev.steelyard.Main "$@"
