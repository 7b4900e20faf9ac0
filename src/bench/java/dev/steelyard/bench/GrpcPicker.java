package dev.steelyard.bench;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ChannelLogger;
import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.ResolvedAddresses;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MetricRecorder;
import io.grpc.SynchronizationContext;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/// A picker of grpc-java over subchannels which are all ready, got the way a channel gets it.
final class GrpcPicker {
  private final SynchronizationContext context =
      new SynchronizationContext((thread, problem) -> {
        throw new IllegalStateException(problem);
      });
  private final LoadBalancer.PickSubchannelArgs arguments = new Arguments();
  private volatile SubchannelPicker picker;

  /// @param policy a name in gRPC's registry
  GrpcPicker(String policy, int nodes) {
    LoadBalancerProvider provider = LoadBalancerRegistry.getDefaultRegistry().getProvider(policy);
    if (provider == null) {
      throw new IllegalArgumentException("policy: gRPC knows no '" + policy + "'");
    }
    LoadBalancer balancer = provider.newLoadBalancer(new Channel());
    List<EquivalentAddressGroup> addresses =
        IntStream.range(0, nodes)
            .mapToObj(i ->
                new EquivalentAddressGroup(InetSocketAddress.createUnresolved("n-" + i, 1 + i)))
            .toList();
    context.execute(() ->
        balancer.acceptResolvedAddresses(
            ResolvedAddresses.newBuilder()
                .setAddresses(addresses)
                .setLoadBalancingPolicyConfig(
                    provider.parseLoadBalancingPolicyConfig(Map.of()).getConfig())
                .build()));
    if (picker == null || pick().getSubchannel() == null) {
      throw new IllegalStateException(policy + " gave no ready picker");
    }
  }

  PickResult pick() {
    return picker.pickSubchannel(arguments);
  }

  private static final class Arguments extends LoadBalancer.PickSubchannelArgs {
    private final Metadata headers = new Metadata();

    @Override
    public CallOptions getCallOptions() {
      return CallOptions.DEFAULT;
    }

    @Override
    public Metadata getHeaders() {
      return headers;
    }

    @Override
    public MethodDescriptor<?, ?> getMethodDescriptor() {
      throw new UnsupportedOperationException("no picker here routes by method");
    }
  }

  /// As much of a channel as a balancer needs.
  private final class Channel extends LoadBalancer.Helper {
    private final ScheduledExecutorService timers =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().unstarted(task));

    @Override
    public LoadBalancer.Subchannel createSubchannel(LoadBalancer.CreateSubchannelArgs arguments) {
      return new ReadySubchannel(arguments.getAddresses());
    }

    @Override
    public void updateBalancingState(ConnectivityState state, SubchannelPicker newPicker) {
      if (state == ConnectivityState.READY) {
        picker = newPicker;
      }
    }

    @Override
    public ManagedChannel createOobChannel(EquivalentAddressGroup address, String authority) {
      throw new UnsupportedOperationException("no balancer here asks for one");
    }

    @Override
    public SynchronizationContext getSynchronizationContext() {
      return context;
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
      return timers;
    }

    @Override
    public String getAuthority() {
      return "speed";
    }

    @Override
    public String getChannelTarget() {
      return "speed";
    }

    @Override
    public ChannelLogger getChannelLogger() {
      return new Silent();
    }

    @Override
    public MetricRecorder getMetricRecorder() {
      return new MetricRecorder() {};
    }
  }

  /// Ready as soon as somebody asks it to connect.
  private final class ReadySubchannel extends LoadBalancer.Subchannel {
    private final List<EquivalentAddressGroup> addresses;
    private LoadBalancer.SubchannelStateListener listener = state -> {};

    ReadySubchannel(List<EquivalentAddressGroup> addresses) {
      this.addresses = addresses;
    }

    @Override
    public void start(LoadBalancer.SubchannelStateListener newListener) {
      listener = newListener;
    }

    @Override
    public void requestConnection() {
      context.execute(() ->
          listener.onSubchannelState(ConnectivityStateInfo.forNonError(ConnectivityState.READY)));
    }

    @Override
    public void shutdown() {}

    @Override
    public List<EquivalentAddressGroup> getAllAddresses() {
      return addresses;
    }

    @Override
    public Attributes getAttributes() {
      return Attributes.EMPTY;
    }

    @Override
    public ChannelLogger getChannelLogger() {
      return new Silent();
    }
  }

  private static final class Silent extends ChannelLogger {
    @Override
    public void log(ChannelLogLevel level, String message) {}

    @Override
    public void log(ChannelLogLevel level, String format, Object... arguments) {}
  }
}
