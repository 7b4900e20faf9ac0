package dev.steelyard.client;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Builds a {@link BalancedHttpClient}: the settings of the JDK's builder hold for all connections,
/// and pools are added to them.
public final class BalancedHttpClientBuilder implements HttpClient.Builder {
  /// How pools are balanced that bring no settings: the less busy of two nodes, at most three
  /// attempts, and outlier ejection as Envoy has it. There are no health checks, since not every
  /// service has a path for them.
  public static final BalancerSettings DEFAULT_SETTINGS =
      BalancerSettings.of(new PowerOfTwoSpec(PowerOfTwoSpec.DEFAULT_CHOICES))
          .withRetry(Optional.of(RetrySettings.DEFAULTS))
          .withOutlierEjection(Optional.of(OutlierSettings.PRODUCTION));

  private final HttpClient.Builder checked = HttpClient.newBuilder();
  private final List<Consumer<HttpClient.Builder>> settings = new ArrayList<>();
  private final Map<String, PoolPlan> pools = new LinkedHashMap<>();
  private @Nullable Executor executor;
  private @Nullable CookieHandler cookies;
  private HttpClient.Redirect redirects = HttpClient.Redirect.NEVER;
  private PoolListener listener = (pool, event) -> {};
  private OptionalLong seed = OptionalLong.empty();

  private record PoolPlan(
      BalancerSettings settings,
      List<NodeAddress> nodes,
      @Nullable Function<ServicePool, NodeSource> source) {}

  BalancedHttpClientBuilder() {}

  /// Adds a pool with {@link #DEFAULT_SETTINGS}.
  ///
  /// @param name see {@link #pool(String, BalancerSettings, List)}
  /// @param nodes addresses such as `http://127.0.0.1:9001`; a node is named after its host and
  ///   port
  /// @throws IllegalArgumentException if the name or an address is none, or is there twice
  public BalancedHttpClientBuilder pool(String name, String... nodes) {
    List<NodeAddress> addresses = new ArrayList<>();
    for (String node : nodes) {
      addresses.add(NodeAddress.of(node));
    }
    return pool(name, DEFAULT_SETTINGS, addresses);
  }

  /// Adds a pool.
  ///
  /// @param name what stands for the host in its URIs: a host name as RFC 2396 has it, so without
  ///   `_`; letters of either case are the same
  /// @param nodes who they are at first, at most 1000, each id once
  /// @throws IllegalArgumentException if the name is none, or is there already
  public BalancedHttpClientBuilder pool(
      String name, BalancerSettings settings, List<NodeAddress> nodes) {
    return add(name, new PoolPlan(settings, List.copyOf(nodes), null));
  }

  /// Adds a pool whose nodes are found.
  ///
  /// @param name see {@link #pool(String, BalancerSettings, List)}
  /// @param source is followed from {@link #build} until the client is shut down
  /// @throws IllegalArgumentException if the name is none, or is there already
  public BalancedHttpClientBuilder pool(String name, BalancerSettings settings, NodeSource source) {
    return add(name, new PoolPlan(settings, List.of(), pool -> source));
  }

  /// Adds a pool whose nodes are found by discovery: leases, watches, polls and a list that
  /// survives when the source is out of reach. They are reached by HTTP.
  ///
  /// @param name see {@link #pool(String, BalancerSettings, List)}; the name of the service, too
  /// @param members makes the source of the list, such as {@link
  ///   dev.steelyard.balancer.discovery.RegistryLink}; all that it answers must come on the
  ///   Timeline that it is given
  /// @throws IllegalArgumentException if the name is none, or is there already
  public BalancedHttpClientBuilder pool(
      String name,
      BalancerSettings settings,
      DiscoverySettings discovery,
      Function<Timeline, MemberSource> members) {
    return add(
        name, new PoolPlan(settings, List.of(), pool -> pool.discovered(discovery, members)));
  }

  private BalancedHttpClientBuilder add(String name, PoolPlan plan) {
    String host;
    try {
      host = URI.create("http://" + name + "/").getHost();
    } catch (IllegalArgumentException noHost) {
      host = null;
    }
    if (!name.equals(host)) {
      throw new IllegalArgumentException("pool: '" + name + "' is no name of a host");
    }
    if (pools.putIfAbsent(name.toLowerCase(Locale.ROOT), plan) != null) {
      throw new IllegalArgumentException("pool: there is '" + name + "' already");
    }
    return this;
  }

  /// Sets who hears what happens in the pools. Nobody does otherwise.
  public BalancedHttpClientBuilder listener(PoolListener changed) {
    listener = Objects.requireNonNull(changed, "listener");
    return this;
  }

  /// Sets the root of all chance, so that the same choices follow from the same course of things.
  /// Otherwise each client has another.
  public BalancedHttpClientBuilder seed(long root) {
    seed = OptionalLong.of(root);
    return this;
  }

  @Override
  public BalancedHttpClientBuilder cookieHandler(CookieHandler cookieHandler) {
    cookies = Objects.requireNonNull(cookieHandler, "cookieHandler");
    return this;
  }

  @Override
  public BalancedHttpClientBuilder connectTimeout(Duration duration) {
    return with(builder -> builder.connectTimeout(duration));
  }

  @Override
  public BalancedHttpClientBuilder sslContext(SSLContext sslContext) {
    return with(builder -> builder.sslContext(sslContext));
  }

  @Override
  public BalancedHttpClientBuilder sslParameters(SSLParameters sslParameters) {
    return with(builder -> builder.sslParameters(sslParameters));
  }

  /// Sets what runs the callers' code: body handlers, subscribers, publishers, and what depends on
  /// futures. By default each task has a virtual thread of its own.
  @Override
  public BalancedHttpClientBuilder executor(Executor changed) {
    executor = Objects.requireNonNull(changed, "executor");
    return this;
  }

  @Override
  public BalancedHttpClientBuilder followRedirects(HttpClient.Redirect policy) {
    redirects = Objects.requireNonNull(policy, "policy");
    return this;
  }

  @Override
  public BalancedHttpClientBuilder version(HttpClient.Version version) {
    return with(builder -> builder.version(version));
  }

  @Override
  public BalancedHttpClientBuilder priority(int priority) {
    return with(builder -> builder.priority(priority));
  }

  @Override
  public BalancedHttpClientBuilder proxy(ProxySelector proxySelector) {
    return with(builder -> builder.proxy(proxySelector));
  }

  @Override
  public BalancedHttpClientBuilder authenticator(Authenticator authenticator) {
    return with(builder -> builder.authenticator(authenticator));
  }

  @Override
  public BalancedHttpClientBuilder localAddress(@Nullable InetAddress localAddr) {
    return with(builder -> builder.localAddress(localAddr));
  }

  /// Remembers a setting, which the JDK's own builder checks.
  private BalancedHttpClientBuilder with(Consumer<HttpClient.Builder> setting) {
    setting.accept(checked);
    settings.add(setting);
    return this;
  }

  @Override
  public BalancedHttpClient build() {
    Executor runner =
        executor == null
            ? Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("steelyard-client-", 0).factory())
            : executor;
    List<Consumer<HttpClient.Builder>> common = List.copyOf(settings);
    Supplier<HttpClient.Builder> jdkBuilders =
        () -> {
          HttpClient.Builder made = HttpClient.newBuilder().executor(runner);
          common.forEach(setting -> setting.accept(made));
          return made;
        };
    HttpClient.Builder outside = jdkBuilders.get().followRedirects(redirects);
    if (cookies != null) {
      outside.cookieHandler(cookies);
    }
    HttpClient straight = outside.build();
    var board = new Switchboard("steelyard-client", straight, runner, cookies, redirects);
    var seeds = new Seeds(seed.orElseGet(System::nanoTime));
    PoolListener told = listener;
    List<ServicePool> made = new ArrayList<>();
    pools.forEach((name, plan) ->
        made.add(
            new ServicePool(
                name,
                board,
                () -> jdkBuilders.get().build(),
                told,
                seeds,
                plan.settings(),
                plan.nodes(),
                plan.source())));
    board.start(made);
    return new BalancedHttpClient(board, straight, executor);
  }
}
