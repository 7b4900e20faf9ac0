package dev.steelyard.world;

import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.Delivery;
import dev.steelyard.fault.Ending;

/// An answer that takes its time on the way out: held back first, then perhaps in drips. Head and
/// body are sent in one piece, or the head at once and the body at its rate.
final class Outgoing extends Visit {
  /// A drip is at least a byte, and no more than what comes in this time, so that a fast one takes
  /// no more than 50 steps a second.
  private static final double DRIP_SECONDS = 0.02;

  private static final double SECOND = 1e9;

  private final Door door;
  private final Reply reply;
  private final Delivery delivery;
  private final int bytes;
  private int out;
  private int next;
  private boolean dripping;

  /// @param bodyBytes the length of the whole body
  Outgoing(Call call, Timeline timeline, Door door, Reply reply, Delivery delivery, int bodyBytes) {
    super(call, timeline);
    this.door = door;
    this.reply = reply.endingAs(delivery.ending());
    this.delivery = delivery;
    this.bytes = delivery.ending() == Ending.WHOLE ? bodyBytes : bodyBytes / 2;
  }

  void begin() {
    door.add(this);
    if (delivery.delayNanos() > 0) {
      takes(delivery.delayNanos());
    } else {
      run();
    }
  }

  @Override
  public void run() {
    if (delivery.bytesPerSecond() == 0) {
      end();
    } else if (!dripping) {
      dripping = true;
      drip();
    } else {
      out = next;
      if (out == bytes) {
        end();
      } else {
        drip();
      }
    }
  }

  private void drip() {
    call.trickle(reply, out);
    int most = (int) Math.ceil(delivery.bytesPerSecond() * DRIP_SECONDS);
    next = Math.min(bytes, out + Math.max(1, most));
    takes(Math.round((next - out) / delivery.bytesPerSecond() * SECOND));
  }

  private void end() {
    leave();
    call.answer(reply);
  }

  @Override
  void leave() {
    door.remove(this);
  }
}
