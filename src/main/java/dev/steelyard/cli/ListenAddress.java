package dev.steelyard.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads where to listen: `PORT` on 127.0.0.1, or `HOST:PORT`, or `[::1]:PORT`. What it gives is an
/// address of this machine; 0.0.0.0 is all of them.
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
  private static final String LOCAL = "127.0.0.1";
  private static final int GREATEST_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("(?:(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+)):)?([0-9]{1,5})");

  @Override
  public InetSocketAddress convert(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches() || Integer.parseInt(form.group(3)) > GREATEST_PORT) {
      throw wrong(value, "", "HOST:PORT or PORT, a port from 0 (any free one) to 65535");
    }
    String host = form.group(1) != null ? form.group(1) : form.group(2);
    InetAddress address = address(value, host == null ? LOCAL : host);
    return new InetSocketAddress(address, Integer.parseInt(form.group(3)));
  }

  private static InetAddress address(String value, String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (!isOfThisMachine(address)) {
        throw wrong(
            value,
            " because " + host + " is no address of this machine",
            "one of its addresses, 0.0.0.0 for all of them");
      }
      return address;
    } catch (UnknownHostException e) {
      throw wrong(value, " because " + host + " is not known", "a host with an address");
    } catch (IOException e) {
      throw wrong(value, " because " + e.getMessage(), "an address of this machine");
    }
  }

  private static boolean isOfThisMachine(InetAddress address) throws IOException {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }

  private static TypeConversionException wrong(String value, String why, String allowed) {
    return new TypeConversionException("'" + value + "' is wrong" + why + "; allowed: " + allowed);
  }
}
