/// Four charts on one time axis: requests per node, latency, attempts, and the health of each node.
///
/// A chart is a pure function of a {@link dev.steelyard.ui.live.charts.ChartView} and a sheet to
/// paint on; the panes only ask for repaints.
@NullMarked
package dev.steelyard.ui.live.charts;

import org.jspecify.annotations.NullMarked;
