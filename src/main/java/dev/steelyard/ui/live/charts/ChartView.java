package dev.steelyard.ui.live.charts;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.History;
import java.util.List;

/// All that the charts show at one moment.
///
/// @param nodes the ids, in the scenario's order
/// @param time the stretch of time on show
/// @param requestsTop the end of the axis of the requests, attempts/s
/// @param attemptsTop the end of the axis of the attempts, attempts/s
/// @param latency the axis of the latency
/// @param lanes truth and belief of each node
record ChartView(
    Frame frame,
    List<String> nodes,
    TimeRange time,
    double requestsTop,
    double attemptsTop,
    LatencyAxis latency,
    Lanes lanes) {
  ChartView {
    nodes = List.copyOf(nodes);
  }

  History history() {
    return frame.history();
  }
}
