package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.time.Cancellable;
import java.util.function.Consumer;

/// Where the list of a service's instances comes from: the registry of this process or of another
/// one, a file, the DNS, and whatever else can list members.
///
/// A source answers; it does not decide. It neither repeats what failed nor guards against bad
/// answers: {@link Discovery} does that for all of them alike.
///
/// All calls come on the Timeline's thread, and so must all answers, never within the call itself.
/// What a source asks for at most for each list is bounded by {@link Listing}.
public interface MemberSource extends AutoCloseable {
  /// What it is, in a few words for the log and the screen: `registry`, `file members.json`.
  String words();

  /// Asks for the whole list. It need not keep a time limit: whoever asks does, and calls off what
  /// takes too long.
  ///
  /// @param done called once, unless it was called off before
  Cancellable fetch(Consumer<Fetched> done);

  /// Whether it tells of changes by itself. If not, {@link #watch} is never called.
  boolean canWatch();

  /// Watches the service from `fromRevision` of `epoch` on: every change with this revision or a
  /// later one is told once, in order.
  ///
  /// @param listener hears until the watch is called off or ended
  Cancellable watch(long epoch, long fromRevision, Consumer<WatchMessage> listener);

  /// Lets go of what it holds, such as threads and sockets. Nothing is asked afterwards.
  @Override
  default void close() {}

  /// An answer to {@link #fetch}.
  sealed interface Fetched {}

  /// The list.
  record Listed(Listing listing) implements Fetched {}

  /// There is no list: no answer came, or one that makes no sense.
  ///
  /// @param reason in a few words
  record FetchFailed(String reason) implements Fetched {}
}
