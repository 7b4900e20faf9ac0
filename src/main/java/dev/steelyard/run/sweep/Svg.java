package dev.steelyard.run.sweep;

import java.util.Locale;

/// Writes a picture as SVG that needs nothing else: no font, no style sheet, no script.
final class Svg {
  /// Where a text begins or ends.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height) {
    text.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\""
                + " stroke=\"none\">%n"
                + "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
            width,
            height,
            width,
            height,
            width,
            height));
  }

  void line(double x1, double y1, double x2, double y2, String colour, double thickness) {
    text.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour,
            thickness));
  }

  /// A line through several points.
  ///
  /// @param dashes such as `6 4`; empty for a solid line
  void path(double[] xs, double[] ys, String colour, String dashes) {
    var points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", xs[i], ys[i]));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
            points,
            colour,
            dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\""));
  }

  void circle(double x, double y, String colour) {
    text.append(
        String.format(
            Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n", x, y, colour));
  }

  void square(double x, double y, String colour) {
    text.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\" fill=\"%s\"/>%n",
            x - 4,
            y - 4,
            colour));
  }

  void triangle(double x, double y, String colour) {
    text.append(
        String.format(
            Locale.ROOT,
            "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"%s\"/>%n",
            x,
            y - 5,
            x - 5,
            y + 4,
            x + 5,
            y + 4,
            colour));
  }

  void words(double x, double y, Anchor anchor, String colour, String words) {
    words(x, y, anchor, colour, words, "");
  }

  void bold(double x, double y, String words) {
    words(x, y, Anchor.START, "#1f2328", words, " font-weight=\"bold\" font-size=\"16\"");
  }

  /// Words that run upwards.
  void upwards(double x, double y, String colour, String words) {
    String turn = String.format(Locale.ROOT, " transform=\"rotate(-90 %.1f %.1f)\"", x, y);
    words(x, y, Anchor.MIDDLE, colour, words, turn);
  }

  private void words(double x, double y, Anchor anchor, String colour, String words, String more) {
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>%n",
            x,
            y,
            anchor.name().toLowerCase(Locale.ROOT),
            colour,
            more,
            escaped(words)));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// The whole picture.
  String end() {
    return text + "</svg>\n";
  }
}
