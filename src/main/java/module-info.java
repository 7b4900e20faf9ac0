/// Steelyard: a laboratory bench for HTTP load balancing.
module dev.steelyard {
  requires static org.jspecify;
  requires tools.jackson.databind;
  requires HdrHistogram;
  requires org.apache.commons.statistics.distribution;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.client;
  requires org.dnsjava;
  requires java.net.http;
  requires info.picocli;
  requires javafx.controls;
  requires atlantafx.base;
  requires org.kordamp.ikonli.javafx;
  requires org.kordamp.ikonli.materialdesign2;
  requires java.desktop;
  requires java.logging;
  requires java.management;
  requires jdk.management;

  opens dev.steelyard.cli to
      info.picocli;
}
