package dev.steelyard.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.Window;
import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.kit.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class PanicBannerTest {
  @Test
  void itIsThereOnlyWhileTheBalancerPanics() {
    Scenario scenario = BuiltIns.scenario("healthy-five");

    List<Boolean> shown =
        Stages.onFx(() -> {
          LiveModel live = new LiveModel(scenario);
          PanicBanner banner = new PanicBanner(live);
          live.show(scenario, frame(false));
          boolean before = banner.isVisible();
          live.show(scenario, frame(true));
          boolean during = banner.isVisible();
          live.show(scenario, frame(false));
          return List.of(before, during, banner.isVisible());
        });

    assertEquals(List.of(false, true, false), shown);
  }

  private static Frame frame(boolean panic) {
    return new Frame(
        0,
        Books.EMPTY,
        Window.EMPTY,
        Window.EMPTY,
        Window.EMPTY,
        List.of(),
        panic,
        0,
        History.EMPTY,
        Log.EMPTY);
  }
}
