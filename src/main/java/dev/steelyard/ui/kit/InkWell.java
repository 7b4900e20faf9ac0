package dev.steelyard.ui.kit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/// Brings the theme's colours from CSS to painters: an empty region beside the canvas, which takes
/// neither room nor clicks and has a styleable colour for each {@link Ink}.
///
/// Nothing in it is visible before the first CSS pass: all inks begin transparent. JavaFX thread.
public final class InkWell extends Region {
  private static final List<InkMetaData> INK_META_DATA = inkMetaData();
  private static final List<CssMetaData<? extends Styleable, ?>> META_DATA = allMetaData();

  private final Map<Ink, StyleableObjectProperty<Color>> colors = new EnumMap<>(Ink.class);
  private final ObjectBinding<Inks> inks;

  public InkWell() {
    getStyleClass().add("ink-well");
    setManaged(false);
    setMouseTransparent(true);
    for (InkMetaData metaData : INK_META_DATA) {
      colors.put(
          metaData.ink,
          new SimpleStyleableObjectProperty<>(
              metaData, this, metaData.ink.name(), Color.TRANSPARENT));
    }
    inks =
        Bindings.createObjectBinding(
            () -> new Inks(ink -> color(ink).get()), colors.values().toArray(Observable[]::new));
  }

  /// The colours now. Becomes invalid once for a whole theme switch: listen for invalidation, ask
  /// for a repaint, and get the value when painting.
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

  private StyleableObjectProperty<Color> color(Ink ink) {
    return Objects.requireNonNull(colors.get(ink), "every ink has a property");
  }

  private static List<InkMetaData> inkMetaData() {
    List<InkMetaData> all = new ArrayList<>();
    for (Ink ink : Ink.values()) {
      all.add(new InkMetaData(ink));
    }
    return List.copyOf(all);
  }

  private static List<CssMetaData<? extends Styleable, ?>> allMetaData() {
    List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
    all.addAll(INK_META_DATA);
    return List.copyOf(all);
  }

  /// Tells CSS of one ink.
  private static final class InkMetaData extends CssMetaData<InkWell, Color> {
    private final Ink ink;

    InkMetaData(Ink ink) {
      super(ink.property(), StyleConverter.getColorConverter(), Color.TRANSPARENT, true);
      this.ink = ink;
    }

    @Override
    public boolean isSettable(InkWell well) {
      return !well.color(ink).isBound();
    }

    @Override
    public StyleableProperty<Color> getStyleableProperty(InkWell well) {
      return well.color(ink);
    }
  }
}
