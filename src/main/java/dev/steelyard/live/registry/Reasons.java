package dev.steelyard.live.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Why something failed, in a few words for the log.
final class Reasons {
  private static final int MOST_SHOWN = 200;

  private Reasons() {}

  static String of(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "no reason told";
      case CompletionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      case ConnectException _ -> "connection refused";
      case HttpTimeoutException _ -> "no answer in time";
      case NoSuchFileException _ -> "there is no such file";
      case BadMessageException bad -> firstLine(bad);
      case IOException broken -> "broken: " + firstLine(broken);
      default -> failure.getClass().getSimpleName() + ": " + firstLine(failure);
    };
  }

  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String line = message.lines().findFirst().orElse("");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
  }
}
