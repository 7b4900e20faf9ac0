package dev.steelyard.ui.live.controls;

import dev.steelyard.traffic.Arrivals;

/// How requests come about, as a choice.
enum Sending {
  POISSON("Poisson"),
  CONSTANT("Constant"),
  CLOSED("Closed");

  private final String title;

  Sending(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  static Sending of(Arrivals arrivals) {
    return switch (arrivals) {
      case Arrivals.Open.POISSON -> POISSON;
      case Arrivals.Open.CONSTANT -> CONSTANT;
      case Arrivals.Closed closed -> CLOSED;
    };
  }
}
