/// Steelyard: a laboratory bench for HTTP load balancing.
module dev.steelyard {
  requires static org.jspecify;
  requires tools.jackson.databind;
  requires HdrHistogram;
  requires org.apache.commons.statistics.distribution;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.client;
  requires org.eclipse.jetty.http2.server;
  requires org.dnsjava;
  requires info.picocli;
  requires io.prometheus.metrics.config;
  requires io.prometheus.metrics.core;
  requires io.prometheus.metrics.exporter.httpserver;
  requires io.prometheus.metrics.model;
  requires javafx.controls;
  requires atlantafx.base;
  requires org.kordamp.ikonli.javafx;
  requires org.kordamp.ikonli.materialdesign2;
  requires transitive java.net.http;
  requires java.desktop;
  requires java.logging;
  requires java.management;
  requires jdk.httpserver;
  requires jdk.management;

  exports dev.steelyard.client;
  exports dev.steelyard.balancer;
  exports dev.steelyard.balancer.discovery;
  exports dev.steelyard.balancer.event;
  exports dev.steelyard.balancer.health;
  exports dev.steelyard.balancer.node;
  exports dev.steelyard.balancer.request;
  exports dev.steelyard.balancer.retry;
  exports dev.steelyard.balancer.strategy;
  exports dev.steelyard.balancer.time;

  opens dev.steelyard.cli to
      info.picocli;
}
