package dev.steelyard.ui.kit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableObjectValue;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Brings the theme's colours and type from CSS to painters: an empty region beside the canvas,
/// which takes neither room nor clicks and has a styleable property for each {@link Ink}.
///
/// Nothing painted with it is visible before the first CSS pass: all inks begin transparent. JavaFX
/// thread.
public final class InkWell extends Region {
  private static final Map<Ink, InkMetaData<Color>> COLORS = colorMetaData();
  private static final InkMetaData<String> FONT_FAMILY =
      new InkMetaData<>(
          "-sy-ink-typeface",
          StyleConverter.getStringConverter(),
          Font.getDefault().getFamily(),
          well -> well.fontFamily);
  private static final InkMetaData<Number> FONT_SIZE =
      new InkMetaData<>(
          "-sy-ink-type-size", StyleConverter.getSizeConverter(), 11, well -> well.fontSize);
  private static final InkMetaData<Number> LINE_WIDTH =
      new InkMetaData<>(
          "-sy-ink-line-width", StyleConverter.getSizeConverter(), 1, well -> well.lineWidth);
  private static final List<CssMetaData<? extends Styleable, ?>> META_DATA = allMetaData();

  private final Map<Ink, StyleableObjectProperty<Color>> colors = new EnumMap<>(Ink.class);
  private final StyleableObjectProperty<String> fontFamily = FONT_FAMILY.property(this);
  private final StyleableObjectProperty<Number> fontSize = FONT_SIZE.property(this);
  private final StyleableObjectProperty<Number> lineWidth = LINE_WIDTH.property(this);
  private final ObjectBinding<Inks> inks;

  public InkWell() {
    getStyleClass().add("ink-well");
    setManaged(false);
    setMouseTransparent(true);
    COLORS.forEach((ink, metaData) -> colors.put(ink, metaData.property(this)));
    List<Observable> all = new ArrayList<>(colors.values());
    all.addAll(List.of(fontFamily, fontSize, lineWidth));
    inks = Bindings.createObjectBinding(this::mix, all.toArray(Observable[]::new));
  }

  /// Colours and type now. Becomes invalid once for a whole theme switch: listen for invalidation,
  /// ask for a repaint, and get the value when painting.
  public ObservableObjectValue<Inks> inks() {
    return inks;
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return META_DATA;
  }

  /// What JavaFX asks every styleable class for.
  public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
    return META_DATA;
  }

  private Inks mix() {
    return new Inks(
        ink -> color(ink).get(),
        fontFamily.get(),
        fontSize.get().doubleValue(),
        lineWidth.get().doubleValue());
  }

  private StyleableObjectProperty<Color> color(Ink ink) {
    return Objects.requireNonNull(colors.get(ink), "every ink has a property");
  }

  private static Map<Ink, InkMetaData<Color>> colorMetaData() {
    Map<Ink, InkMetaData<Color>> all = new EnumMap<>(Ink.class);
    for (Ink ink : Ink.values()) {
      all.put(
          ink,
          new InkMetaData<>(
              ink.property(),
              StyleConverter.getColorConverter(),
              Color.TRANSPARENT,
              well -> well.color(ink)));
    }
    return all;
  }

  private static List<CssMetaData<? extends Styleable, ?>> allMetaData() {
    List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
    all.addAll(COLORS.values());
    all.addAll(List.of(FONT_FAMILY, FONT_SIZE, LINE_WIDTH));
    return List.copyOf(all);
  }

  /// Tells CSS of one property.
  private static final class InkMetaData<V> extends CssMetaData<InkWell, V> {
    private final Function<InkWell, StyleableObjectProperty<V>> property;

    InkMetaData(
        String name,
        StyleConverter<?, V> converter,
        V initial,
        Function<InkWell, StyleableObjectProperty<V>> property) {
      super(name, converter, initial);
      this.property = property;
    }

    StyleableObjectProperty<V> property(InkWell well) {
      return new SimpleStyleableObjectProperty<>(this, well, getProperty(), getInitialValue(well));
    }

    @Override
    public boolean isSettable(InkWell well) {
      return !property.apply(well).isBound();
    }

    @Override
    public StyleableProperty<V> getStyleableProperty(InkWell well) {
      return property.apply(well);
    }
  }
}
