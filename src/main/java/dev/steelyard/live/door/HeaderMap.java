package dev.steelyard.live.door;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// Header fields as a map by name; capitals do not matter in a look-up. Of several fields of a name
/// it has the first. Copies nothing until all of it is asked for.
final class HeaderMap extends AbstractMap<String, String> {
  private final HttpFields fields;

  HeaderMap(HttpFields fields) {
    this.fields = fields;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    return name instanceof String text ? fields.get(text) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name instanceof String text && fields.contains(text);
  }

  @Override
  public boolean isEmpty() {
    return fields.size() == 0;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    Map<String, String> copy = new LinkedHashMap<>();
    for (HttpField field : fields) {
      copy.putIfAbsent(field.getName(), String.valueOf(field.getValue()));
    }
    return copy.entrySet();
  }
}
