package dev.steelyard.scenario.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Writes JSON that people can read.
///
/// A value is a `Map` with text as keys, a `List`, text, a number or a boolean. Members stand in
/// the map's order. A number without a value, not-a-number or infinite, becomes `null`.
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double LEAST_PLAIN = 1e-6;
  private static final double MOST_PLAIN = 1e15;

  private JsonText() {}

  /// The value as JSON on several lines, ending with a line break.
  ///
  /// @throws IllegalArgumentException if something in it cannot be written
  public static String of(Object value) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(new Pretty(), text)) {
      write(value, generator);
    }
    return text.append('\n').toString();
  }

  private static void write(Object value, JsonGenerator generator) {
    switch (value) {
      case Map<?, ?> map -> {
        generator.writeStartObject();
        map.forEach((name, member) -> {
          generator.writeName(String.valueOf(name));
          write(Objects.requireNonNull(member, () -> name + ": no value"), generator);
        });
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        list.forEach(item -> write(item, generator));
        generator.writeEndArray();
      }
      case String text -> generator.writeString(text);
      case Boolean flag -> generator.writeBoolean(flag);
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case Double number -> writeDouble(number, generator);
      default ->
          throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass());
    }
  }

  private static void writeDouble(double number, JsonGenerator generator) {
    double size = Math.abs(number);
    if (!Double.isFinite(number)) {
      generator.writeNull();
    } else if (number == 0 || size >= MOST_PLAIN || size < LEAST_PLAIN) {
      generator.writeNumber(number);
    } else {
      generator.writeNumber(new BigDecimal(Double.toString(number)).toPlainString());
    }
  }

  private static final class Pretty extends ObjectWriteContext.Base {
    private static final Separators SEPARATORS =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    private final PrettyPrinter printer = printer();

    private static PrettyPrinter printer() {
      var indenter = new DefaultIndenter("  ", "\n");
      var printer = new DefaultPrettyPrinter(SEPARATORS);
      printer.indentObjectsWith(indenter);
      printer.indentArraysWith(indenter);
      return printer;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
