package dev.steelyard.bench;

import com.twitter.finagle.Address;
import com.twitter.finagle.ClientConnection$;
import com.twitter.finagle.NoBrokersAvailableException;
import com.twitter.finagle.Service;
import com.twitter.finagle.ServiceFactory;
import com.twitter.finagle.ServiceFactory$;
import com.twitter.finagle.Stack;
import com.twitter.finagle.loadbalancer.EndpointFactory;
import com.twitter.finagle.loadbalancer.LazyEndpointFactory;
import com.twitter.util.Activity;
import com.twitter.util.Future;
import java.util.ArrayList;
import java.util.List;
import scala.jdk.javaapi.CollectionConverters;

/// A balancer of Finagle over endpoints that answer nothing. It counts a service as in use from
/// handing it out until it is closed.
final class FinaglePicker {
  private final ServiceFactory<Object, Object> balancer;
  private final List<Service<Object, Object>> held = new ArrayList<>();

  FinaglePicker(FinagleBalancer kind, int nodes) {
    List<EndpointFactory<Object, Object>> endpoints = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      Service<Object, Object> service = new Silent();
      endpoints.add(
          new LazyEndpointFactory<>(
              () -> ServiceFactory$.MODULE$.constant(service), Address.apply("127.0.0.1", 1 + i)));
    }
    balancer =
        kind.factory()
            .newBalancer(
                Activity.value(CollectionConverters.asScala(endpoints).toIndexedSeq()),
                new NoBrokersAvailableException("speed"),
                Stack.Params$.MODULE$.empty());
    for (int i = 0; i < nodes; i++) {
      held.add(pick());
    }
  }

  Object pickAndRelease() {
    Service<Object, Object> service = pick();
    service.close();
    return service;
  }

  private Service<Object, Object> pick() {
    return balancer.apply(ClientConnection$.MODULE$.nil()).poll().get().get();
  }

  private static final class Silent extends Service<Object, Object> {
    @Override
    public Future<Object> apply(Object request) {
      throw new UnsupportedOperationException("nothing is sent here");
    }
  }
}
