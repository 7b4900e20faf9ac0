package dev.steelyard.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/// Spring Cloud LoadBalancer's round robin over a list of instances that never changes.
final class SpringPicker {
  private static final String SERVICE = "speed";

  private final RoundRobinLoadBalancer balancer;

  SpringPicker(int nodes) {
    List<ServiceInstance> instances =
        IntStream.range(0, nodes)
            .<ServiceInstance>mapToObj(
                i -> new DefaultServiceInstance("n-" + i, SERVICE, "127.0.0.1", 1 + i, false))
            .toList();
    var beans = new DefaultListableBeanFactory();
    beans.registerBeanDefinition(
        "instances",
        new RootBeanDefinition(ServiceInstanceListSupplier.class, () -> new Fixed(instances)));
    balancer =
        new RoundRobinLoadBalancer(
            beans.getBeanProvider(ServiceInstanceListSupplier.class), SERVICE, 0);
  }

  ServiceInstance pick() {
    Response<ServiceInstance> response = balancer.choose().block();
    if (response == null || response.getServer() == null) {
      throw new IllegalStateException("no instance was chosen");
    }
    return response.getServer();
  }

  private record Fixed(Flux<List<ServiceInstance>> lists) implements ServiceInstanceListSupplier {
    Fixed(List<ServiceInstance> instances) {
      this(Flux.just(instances));
    }

    @Override
    public String getServiceId() {
      return SERVICE;
    }

    @Override
    public Flux<List<ServiceInstance>> get() {
      return lists;
    }
  }
}
