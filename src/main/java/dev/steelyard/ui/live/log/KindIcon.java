package dev.steelyard.ui.live.log;

import dev.steelyard.metrics.LogEntry;
import java.util.Locale;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// How the kinds of lines look and what they are called.
final class KindIcon {
  private KindIcon() {}

  /// A new icon, with style classes `log-icon` and the kind's name.
  static FontIcon of(LogEntry.Kind kind) {
    FontIcon icon = new FontIcon();
    show(icon, kind);
    return icon;
  }

  /// Makes `icon` that of another kind.
  static void show(FontIcon icon, LogEntry.Kind kind) {
    icon.setIconCode(ikon(kind));
    icon.getStyleClass().setAll("ikonli-font-icon", "log-icon", styleClass(kind));
  }

  /// The name in filters.
  static String title(LogEntry.Kind kind) {
    return switch (kind) {
      case HEALTH -> "Health changes";
      case MEMBER -> "Nodes that come and go";
      case DISCOVERY -> "Discovery";
      case FAULT -> "Faults that begin";
      case MENDED -> "Faults that end";
      case SETTING -> "Changed settings";
      case RUN -> "The run itself";
    };
  }

  private static String styleClass(LogEntry.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Ikon ikon(LogEntry.Kind kind) {
    return switch (kind) {
      case HEALTH -> MaterialDesignH.HEART_PULSE;
      case MEMBER -> MaterialDesignS.SWAP_HORIZONTAL;
      case DISCOVERY -> MaterialDesignA.ACCESS_POINT;
      case FAULT -> MaterialDesignF.FLASH;
      case MENDED -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
      case SETTING -> MaterialDesignT.TUNE;
      case RUN -> MaterialDesignP.PLAY_CIRCLE_OUTLINE;
    };
  }
}
