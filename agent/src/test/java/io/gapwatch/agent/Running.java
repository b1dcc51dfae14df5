package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process of the program that goes on. */
record Running(Process process, Path out, Path err) {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Waits for its end; one that does not come in time is killed and fails the test. */
  Ending end(Duration timeout) throws InterruptedException {
    boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      kill();
    }
    Ending ending = new Ending(process.exitValue(), read(out), read(err));
    assertThat(ended).as("ended within %s: %s", timeout, ending).isTrue();
    return ending;
  }

  /** Waits until this is so; fails at once when the process ends before. */
  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s came in time: %s", what, said()).isLessThan(end);
      boolean ended = process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).as("ended before %s: %s", what, said()).isFalse();
    }
  }

  /** What it has printed so far. */
  String said() {
    return read(out);
  }

  /** {@code kill -9}; returns when it is dead. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** {@code kill -15}. */
  void terminate() {
    process.destroy();
  }

  /** What everybody on the machine can see of it. */
  String commandLine() throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
  }

  private static String read(Path file) {
    try {
      // Half a character may be at the end of what is still being written.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
