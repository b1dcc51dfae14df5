package io.gapwatch.infra.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a program came to.
 *
 * @param code its exit code; not 0 when it was stopped
 * @param output the first of what it printed
 */
public record Ended(int code, String output) {
  /** Bytes. A program that prints more hears that nobody listens. */
  private static final int LONGEST = 1 << 20;

  /**
   * Runs a program and reads its output.
   *
   * @param input what it can read
   * @param timeout after which it is stopped, with all that it has started
   * @throws IOException when it cannot be started
   */
  public static Ended of(ProcessBuilder program, String input, Duration timeout)
      throws IOException, InterruptedException {
    Process process = program.start();
    // Writing and reading below end when the process does, so this is their time-out too.
    process
        .onExit()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(late -> stopped(process));
    write(input, process.getOutputStream());
    String output;
    try (InputStream printed = process.getInputStream()) {
      output = new String(printed.readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
    return new Ended(process.waitFor(), output);
  }

  private static void write(String input, OutputStream to) {
    try (to) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unread) {
      // It has ended without reading; its exit code says whether it had to.
    }
  }

  private static Process stopped(Process process) {
    // Those that it started would keep its output open.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    return process.destroyForcibly();
  }
}
