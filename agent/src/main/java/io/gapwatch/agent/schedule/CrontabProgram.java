package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The machine's own {@code crontab}, for the user that runs this program. */
public final class CrontabProgram implements CrontabStore {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String program;

  /**
   * @param program the command, found in PATH, or its absolute path
   */
  public CrontabProgram(String program) {
    this.program = program;
  }

  /**
   * What a process left behind.
   *
   * @param out one character for each byte
   */
  private record Answer(int code, String out, String err) {}

  @Override
  public byte[] read() {
    Answer answer = run(new byte[0], "-l");
    if (answer.code == 0) {
      return answer.out.getBytes(StandardCharsets.ISO_8859_1);
    }
    if (answer.err.contains("no crontab for")) {
      return new byte[0];
    }
    throw failed("read the crontab", answer);
  }

  @Override
  public void write(byte[] crontab) {
    Answer answer = run(crontab, "-");
    if (answer.code != 0) {
      throw failed("install the crontab", answer);
    }
  }

  private GapwatchException failed(String what, Answer answer) {
    return new GapwatchException(
        "cannot %s: %s ended with %d: %s; see whether /etc/cron.allow or /etc/cron.deny keeps this user out"
            .formatted(what, program, answer.code, answer.err.strip().replaceAll("\\s+", " ")));
  }

  private Answer run(byte[] input, String argument) {
    ProcessBuilder builder = new ProcessBuilder(List.of(program, argument));
    // Its messages are compared.
    builder.environment().put("LC_ALL", "C");
    try {
      return converse(builder.start(), input);
    } catch (IOException e) {
      throw new GapwatchException(
          "cannot run %s: %s; install cron (Debian: apt-get install cron; Oracle Linux: dnf install cronie), or let gapwatch watch run the jobs"
              .formatted(program, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GapwatchException("interrupted while waiting for " + program, e);
    }
  }

  private Answer converse(Process process, byte[] input) throws InterruptedException {
    CompletableFuture<byte[]> out = drain(process.getInputStream());
    CompletableFuture<byte[]> err = drain(process.getErrorStream());
    feed(process, input);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new GapwatchException(
          "%s did not end within %d s; run it by hand to see why"
              .formatted(program, PATIENCE.toSeconds()));
    }
    return new Answer(
        process.exitValue(),
        new String(out.join(), StandardCharsets.ISO_8859_1),
        new String(err.join(), StandardCharsets.UTF_8));
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // It ended without reading all; its exit code says why.
      return;
    }
  }

  private static CompletableFuture<byte[]> drain(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
