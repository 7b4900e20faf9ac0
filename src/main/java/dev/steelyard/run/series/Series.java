package dev.steelyard.run.series;

import dev.steelyard.metrics.Progress;
import dev.steelyard.metrics.Summary;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Plays each of several variants with the same seeds, a few runs at once.
///
/// Runs know nothing of each other, so how many are played at once changes no figure in virtual
/// time; over real HTTP it would, so there it must be one. All variants of a seed come before the
/// next seed, so that a series that is stopped has pairs to compare.
public final class Series {
  /// At most so many seeds for each variant.
  public static final int MOST_REPEATS = 1_000;

  /// At most so many variants.
  public static final int MOST_VARIANTS = 200;

  private final Runner runner;
  private final int atOnce;

  /// @param atOnce how many runs may be played at the same time, 1 or more
  public Series(Runner runner, int atOnce) {
    this.runner = runner;
    this.atOnce = atOnce;
  }

  /// Plays them all, or until `stop`: runs that have not ended by then are left out, since what
  /// they would tell is of another length.
  ///
  /// @param variants 1 to {@link #MOST_VARIANTS}
  /// @param repeats 1 to {@link #MOST_REPEATS} seeds: that of the scenario, the next one, ...
  /// @param progress hears of it, on any thread
  /// @throws RunFailedException if one of the runs broke down; the others are given up
  public List<Played> play(
      List<Variant> variants, int repeats, Consumer<SeriesProgress> progress, BooleanSupplier stop)
      throws RunFailedException {
    checkRange("variants", variants.size(), MOST_VARIANTS);
    checkRange("repeats", repeats, MOST_REPEATS);
    var count = new Count(variants, repeats, progress);
    var failed = new AtomicBoolean();
    BooleanSupplier end = () -> failed.get() || stop.getAsBoolean();
    List<List<Future<Optional<Summary>>>> futures = new ArrayList<>();
    variants.forEach(variant -> futures.add(new ArrayList<>()));
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (int seed = 0; seed < repeats; seed++) {
        for (int i = 0; i < variants.size(); i++) {
          Scenario scenario = variants.get(i).scenario();
          Scenario seeded = scenario.withSeed(scenario.seed() + seed);
          futures.get(i).add(threads.submit(() -> run(seeded, count, end, failed)));
        }
      }
    }
    List<Played> played = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      List<Optional<Summary>> bySeed = new ArrayList<>();
      for (Future<Optional<Summary>> future : futures.get(i)) {
        bySeed.add(ended(future));
      }
      played.add(new Played(variants.get(i), bySeed));
    }
    return played;
  }

  private Optional<Summary> run(
      Scenario scenario, Count count, BooleanSupplier end, AtomicBoolean failed)
      throws RunFailedException {
    if (end.getAsBoolean()) {
      return Optional.empty();
    }
    boolean ended = false;
    try {
      Summary summary = runner.run(scenario, count.ofOneRun(scenario), end).summary();
      ended = true;
      if (end.getAsBoolean()) {
        return Optional.empty();
      }
      count.ended();
      return Optional.of(summary);
    } finally {
      if (!ended) {
        failed.set(true);
      }
    }
  }

  private static Optional<Summary> ended(Future<Optional<Summary>> future)
      throws RunFailedException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("the runs were interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RunFailedException broken -> throw broken;
        case RuntimeException mistake -> throw mistake;
        case Error error -> throw error;
        case null, default -> throw new RunFailedException("a run broke down: " + e, e);
      }
    }
  }

  private static void checkRange(String field, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(field + ": " + value + " must be from 1 to " + most);
    }
  }

  /// Adds up how far all runs are.
  private static final class Count {
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicLong playedNanos = new AtomicLong();
    private final Consumer<SeriesProgress> progress;
    private final int runs;
    private final double allNanos;

    Count(List<Variant> variants, int repeats, Consumer<SeriesProgress> progress) {
      this.progress = progress;
      this.runs = variants.size() * repeats;
      double sum = 0;
      for (Variant variant : variants) {
        sum += (double) variant.scenario().duration().toNanos() * repeats;
      }
      this.allNanos = sum;
    }

    Consumer<Progress> ofOneRun(Scenario scenario) {
      var before = new AtomicLong();
      long duration = scenario.duration().toNanos();
      return frame -> {
        long now = Math.min(duration, frame.atNanos());
        playedNanos.addAndGet(now - before.getAndSet(now));
        tell();
      };
    }

    void ended() {
      ended.incrementAndGet();
      tell();
    }

    private void tell() {
      progress.accept(
          new SeriesProgress(ended.get(), runs, Math.min(1, playedNanos.get() / allNanos)));
    }
  }
}
