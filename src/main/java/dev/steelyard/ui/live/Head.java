package dev.steelyard.ui.live;

import dev.steelyard.ui.live.toolbar.Toolbar;
import javafx.scene.layout.VBox;

/// What stands above every screen: the bar, and what is urgent.
public final class Head extends VBox {
  public Head(LiveModel live, Desk desk) {
    super(new Toolbar(live, desk), new Banner(live, desk), new PanicBanner(live));
    getStylesheets().add(LiveScreen.stylesheet());
  }
}
