package io.gapwatch.agent.run;

import io.gapwatch.agent.config.GapwatchException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was thrown that should not have been, in words that hold no secret. */
public final class Crash {
  private Crash() {}

  /** The reason; only our own messages are known to be free of secrets. */
  public static String inWords(@Nullable Throwable thrown) {
    if (thrown instanceof GapwatchException) {
      return String.valueOf(thrown.getMessage());
    }
    if (thrown instanceof OutOfMemoryError) {
      return "the memory was not enough; give Java more (JAVA_TOOL_OPTIONS=-Xmx1g), or see what else"
          + " runs on this machine";
    }
    if (thrown instanceof StackOverflowError) {
      return "internal error: something is nested too deeply; please report it";
    }
    if (thrown instanceof LinkageError) {
      return "a part of the program is missing or does not fit; install the release again";
    }
    return "internal error, which is a bug in Gapwatch%s; please report it"
        .formatted(place(thrown));
  }

  private static String place(@Nullable Throwable thrown) {
    return thrown == null
        ? ""
        : Stream.of(thrown.getStackTrace())
            .filter(at -> at.getClassName().startsWith("io.gapwatch."))
            .findFirst()
            .map(at -> " (at %s:%d)".formatted(at.getFileName(), at.getLineNumber()))
            .orElse("");
  }
}
