package dev.steelyard.live.registry;

import dev.steelyard.balancer.discovery.Instance;
import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.WatchMessage;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The members by a JSON file, of the form that a registry lists them in: `{"instances": [{"id":
/// "a", "host": "127.0.0.1", "port": 9001, "weight": 1}]}`.
///
/// Whoever watches it is told when the file is another one: its time and size are looked at four
/// times a second, which works for files that are replaced and for links that are turned, too. A
/// file that is broken, half-written, gone, or larger than 4 MiB is no list, so the last one stays.
/// Files are read on a thread of their own.
final class FileSource implements MemberSource {
  private static final long MOST_BYTES = 4 << 20;
  private static final long LOOK_MILLIS = 250;

  private final Timeline timeline;
  private final Path file;
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("members-file").daemon().factory());
  private final Versions versions = new Versions();
  private @Nullable Stamp read; // Of what was read last; the reader's.

  FileSource(Timeline timeline, Path file) {
    this.timeline = timeline;
    this.file = file;
  }

  @Override
  public String words() {
    return "file " + file.getFileName();
  }

  @Override
  public Cancellable fetch(Consumer<Fetched> done) {
    var ear = new Ear<>(done);
    onReader(() -> ear.tell(fetched()));
    return ear;
  }

  @Override
  public boolean canWatch() {
    return true;
  }

  @Override
  public Cancellable watch(long epoch, long fromRevision, Consumer<WatchMessage> listener) {
    var ear = new Ear<>(listener);
    ear.tell(new WatchMessage.Opened());
    try {
      ear.looking =
          reader.scheduleWithFixedDelay(
              () -> look(ear), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // Nobody is to hear any more.
    }
    return ear;
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }

  private void onReader(Runnable task) {
    try {
      reader.execute(task);
    } catch (RejectedExecutionException closed) {
      // Nobody is to hear any more.
    }
  }

  private Fetched fetched() {
    try {
      Stamp stamp = Stamp.of(file);
      read = stamp; // Before the text, so that a change meanwhile is seen by the next look.
      if (stamp.size() > MOST_BYTES) {
        return new FetchFailed("it is larger than " + MOST_BYTES + " bytes");
      }
      String name = String.valueOf(file.getFileName());
      List<Instance> members = RegistryReader.members(Files.readString(file), name);
      return new Listed(versions.of(members, Optional.empty()));
    } catch (IOException | BadMessageException e) {
      return new FetchFailed(Reasons.of(e));
    }
  }

  private void look(Ear<WatchMessage> ear) {
    Stamp now = null;
    try {
      now = Stamp.of(file);
    } catch (IOException gone) {
      // Then it is another one than it was.
    }
    if (now == null || !now.equals(read)) {
      ear.stopLooking();
      ear.tell(new WatchMessage.Invalidated("the file changed"));
    }
  }

  /// By what a file is known to be the same.
  private record Stamp(FileTime modified, long size, Optional<Object> key) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          found.lastModifiedTime(), found.size(), Optional.ofNullable(found.fileKey()));
    }
  }

  /// Somebody who hears on the Timeline until it is called off there.
  private final class Ear<T> implements Cancellable {
    private final Consumer<T> listener;
    private volatile @Nullable ScheduledFuture<?> looking;
    private boolean calledOff; // The Timeline's.

    Ear(Consumer<T> listener) {
      this.listener = listener;
    }

    void tell(T message) {
      timeline.execute(() -> {
        if (!calledOff) {
          listener.accept(message);
        }
      });
    }

    void stopLooking() {
      ScheduledFuture<?> found = looking;
      if (found != null) {
        found.cancel(false);
      }
    }

    @Override
    public void cancel() {
      calledOff = true;
      stopLooking();
    }
  }
}
