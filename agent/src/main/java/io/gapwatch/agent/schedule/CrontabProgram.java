package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The {@code crontab} command, for the user running this program. */
public final class CrontabProgram implements CrontabStore {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String program;

  /**
   * @param program the command, found in PATH, or its absolute path
   */
  public CrontabProgram(String program) {
    this.program = program;
  }

  /**
   * The result of a process.
   *
   * @param out one character per byte
   */
  private record Answer(int code, String out, String err) {}

  @Override
  public byte[] read() {
    Answer answer = run(List.of("-l"), Map.of(), new byte[0]);
    if (answer.code == 0) {
      return answer.out.contains("\\r")
          ? readAsAnEditor()
          : answer.out.getBytes(StandardCharsets.ISO_8859_1);
    }
    if (answer.err.contains("no crontab for")) {
      return new byte[0];
    }
    throw failed("read the crontab", answer);
  }

  /**
   * Debian's {@code crontab -l} prints a carriage return as a backslash and an r, which is
   * ambiguous. An editor gets the original bytes; this one copies them and changes nothing.
   */
  private byte[] readAsAnEditor() {
    try {
      Path folder = Files.createTempDirectory("gapwatch-crontab-");
      Path copy = folder.resolve("copy");
      Path script =
          Files.writeString(
              folder.resolve("editor"), "cat \"$1\" >" + ShellWord.quote(copy.toString()) + "\n");
      try {
        String editor = "/bin/sh " + ShellWord.quote(script.toString());
        Answer answer = run(List.of("-e"), Map.of("EDITOR", editor, "VISUAL", editor), new byte[0]);
        if (answer.code != 0) {
          throw failed("read the crontab", answer);
        }
        return Files.readAllBytes(copy);
      } finally {
        Files.deleteIfExists(copy);
        Files.delete(script);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new GapwatchException(
          "could not read the crontab through a temporary file: %s; check that %s is writable"
              .formatted(FileTrouble.inWords(e), System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  @Override
  public void write(byte[] crontab) {
    Answer answer = run(List.of("-"), Map.of(), crontab);
    if (answer.code != 0) {
      throw failed("install the crontab", answer);
    }
  }

  private GapwatchException failed(String what, Answer answer) {
    String said = answer.err.strip().replaceAll("\\s+", " ");
    String hint =
        said.contains("allowed")
            ? "; check whether /etc/cron.allow or /etc/cron.deny excludes this user"
            : "; nothing was changed: see what crontab -l prints";
    return new GapwatchException(
        "could not %s: %s exited with %d: %s%s"
            .formatted(
                what, program, answer.code, said.isEmpty() ? "no reason given" : said, hint));
  }

  private Answer run(List<String> arguments, Map<String, String> variables, byte[] input) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    // Its messages are parsed.
    builder.environment().put("LC_ALL", "C");
    try {
      return converse(builder.start(), input);
    } catch (IOException e) {
      throw new GapwatchException(
          "could not run %s: it is not installed, or not executable; install cron (Debian: apt-get install cron; Oracle Linux: dnf install cronie), or run the jobs with gapwatch watch"
              .formatted(program),
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
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new GapwatchException(
          "%s timed out after %d s; run it by hand to see why"
              .formatted(program, TIMEOUT.toSeconds()));
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
      // It exited without reading everything; its exit code says why.
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
