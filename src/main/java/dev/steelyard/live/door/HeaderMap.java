package dev.steelyard.live.door;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// Header fields as a map by name; capitals do not matter in a look-up. Several fields of a name
/// are one, with commas between (RFC 9110, section 5.3), so that nobody can hide one behind
/// another. `Host` is there in HTTP/2, too. Copies nothing until all of it is asked for.
final class HeaderMap extends AbstractMap<String, String> {
  private static final String HOST = "Host";

  private final HttpFields fields;
  private final String host;

  /// @param host what the client calls this server; empty if it does not say
  HeaderMap(HttpFields fields, String host) {
    this.fields = fields;
    this.host = host;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    if (!(name instanceof String text)) {
      return null;
    }
    if (text.equalsIgnoreCase(HOST)) {
      return host.isEmpty() ? null : host;
    }
    String all = null;
    for (HttpField field : fields) {
      if (field.is(text)) {
        all = all == null ? value(field) : all + ", " + value(field);
      }
    }
    return all;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public boolean isEmpty() {
    return fields.size() == 0 && host.isEmpty();
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    Map<String, String> copy = new LinkedHashMap<>();
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (!host.isEmpty()) {
      copy.put(HOST, host);
    }
    for (HttpField field : fields) {
      if (!field.is(HOST)) {
        String name = names.computeIfAbsent(field.getName(), first -> first);
        copy.merge(name, value(field), (one, other) -> one + ", " + other);
      }
    }
    return copy.entrySet();
  }

  private static String value(HttpField field) {
    String value = field.getValue();
    return value == null ? "" : value;
  }
}
