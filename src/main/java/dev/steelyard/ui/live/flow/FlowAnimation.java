package dev.steelyard.ui.live.flow;

import dev.steelyard.balancer.event.AttemptKind;
import dev.steelyard.metrics.FlowStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The moving picture of the sampled requests: fed with their steps, moved on by the time that
/// passes on the screen, and read as a list of marks. It knows no pixels and no toolkit.
///
/// Lives on the screen's thread.
final class FlowAnimation {
  /// At most so many requests are on the screen; further ones are left out and counted.
  static final int MOST_TOKENS = 500;

  private static final int MOST_CROSSES = 100;

  /// Longer gaps than this, as after the window was hidden, count as this.
  private static final long LONGEST_STEP_NANOS = 250_000_000L;

  private final Map<Long, Token> tokens = new LinkedHashMap<>();

  /// The second marks of those requests that have a hedge on its way.
  private final Map<Long, Token> hedges = new LinkedHashMap<>();

  private final List<Token> crosses = new ArrayList<>();
  private long leftOut;
  private long patienceNanos = Long.MAX_VALUE;

  /// How long a request may stand still before it is taken off the screen: longer than any request
  /// can take, so that only those go whose end was never told.
  void setPatience(long nanos) {
    patienceNanos = nanos;
  }

  /// The next step of some request.
  void tell(FlowStep step) {
    if (isOfHedge(step)) {
      tellHedge(step);
      return;
    }
    Token token = tokens.get(step.request());
    if (token == null && begins(step)) {
      if (tokens.size() >= MOST_TOKENS) {
        leftOut++;
        return;
      }
      token = new Token();
      tokens.put(step.request(), token);
    }
    if (token != null) {
      token.tell(step);
    }
  }

  private void tellHedge(FlowStep step) {
    if (step instanceof FlowStep.Departed && tokens.containsKey(step.request())) {
      hedges.put(step.request(), Token.ofHedge());
    }
    Token hedge = hedges.get(step.request());
    if (hedge != null) {
      hedge.tell(step);
    }
  }

  /// Lets `nanos` of screen time pass.
  void advance(long nanos) {
    long step = Math.clamp(nanos, 0, LONGEST_STEP_NANOS);
    List<Token> dropped = new ArrayList<>();
    move(tokens.values().iterator(), step, dropped);
    move(hedges.values().iterator(), step, dropped);
    move(crosses.iterator(), step, dropped);
    for (Token cross : dropped) {
      if (crosses.size() < MOST_CROSSES) {
        crosses.add(cross);
      }
    }
  }

  /// Forgets all requests, as when another experiment begins.
  void clear() {
    tokens.clear();
    hedges.clear();
    crosses.clear();
    leftOut = 0;
  }

  /// Requests that were left out since too many were on the screen.
  long leftOut() {
    return leftOut;
  }

  /// All marks, the oldest first.
  List<Dot> dots() {
    List<Dot> dots = new ArrayList<>(tokens.size() + hedges.size() + crosses.size());
    Map<String, Integer> waiting = new HashMap<>();
    addDots(tokens.values(), waiting, dots);
    addDots(hedges.values(), waiting, dots);
    for (Token cross : crosses) {
      dots.add(cross.dot(0));
    }
    return dots;
  }

  private static void addDots(Collection<Token> all, Map<String, Integer> waiting, List<Dot> dots) {
    for (Token token : all) {
      int place = token.waitsAtNode() ? waiting.merge(token.node(), 1, Integer::sum) - 1 : 0;
      dots.add(token.dot(place));
    }
  }

  /// All marks without motion: what is on a lane stands at its end, and what fails does not fall.
  List<Dot> stillDots() {
    Map<String, Integer> waiting = new HashMap<>();
    List<Dot> still = new ArrayList<>();
    for (Dot dot : dots()) {
      boolean cross = dot.shape() == Dot.Shape.CROSS;
      if (cross) {
        still.add(new Dot(dot.path(), dot.node(), dot.along(), dot.shape(), 0, 0));
      } else if (dot.path() == Dot.Path.LANE && dot.shape() != Dot.Shape.ANSWER) {
        int place = waiting.merge(dot.node(), 1, Integer::sum) - 1;
        still.add(new Dot(dot.path(), dot.node(), 1, dot.shape(), place, 0));
      }
    }
    return still;
  }

  private static boolean isOfHedge(FlowStep step) {
    return switch (step) {
      case FlowStep.Departed departed -> departed.kind() == AttemptKind.HEDGE;
      case FlowStep.Returned returned -> returned.kind() == AttemptKind.HEDGE;
      case FlowStep.Ended ended -> false;
    };
  }

  /// A request is followed from its first step on; later steps of one that was left out are none.
  private static boolean begins(FlowStep step) {
    return switch (step) {
      case FlowStep.Departed departed -> departed.kind() == AttemptKind.FIRST;
      case FlowStep.Returned returned -> false;
      case FlowStep.Ended ended -> ended.attempts() == 0;
    };
  }

  private void move(Iterator<Token> all, long nanos, List<Token> dropped) {
    while (all.hasNext()) {
      Token token = all.next();
      token.advance(nanos, dropped::add);
      if (token.gone() || token.waitedNanos() > patienceNanos) {
        all.remove();
      }
    }
  }
}
