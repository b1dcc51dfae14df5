package io.gapwatch.agent.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of the system that answers a question. It is another process, because a call into a
 * hanging file system or library cannot be interrupted.
 *
 * @param command the program and its arguments; no shell reads them
 * @param folders where programs are looked for before those of this process's {@code PATH}
 * @param variables the rest of its environment: nothing of this process's own, which may be secret
 */
public record Program(List<String> command, List<String> folders, Map<String, String> variables) {
  private static final String PATH = "PATH";
  private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

  public Program {
    command = List.copyOf(command);
    folders = List.copyOf(folders);
    variables = Map.copyOf(variables);
  }

  /**
   * What it printed.
   *
   * @param exit its exit code
   */
  public record Output(int exit, String out, String err) {}

  /**
   * Runs it to its end.
   *
   * @param timeout how long it may take; it is killed then
   * @param most how many bytes of each stream are read
   * @throws IOException if it cannot be started or read
   * @throws TimeoutException if it has not ended in time
   */
  public Output run(Duration timeout, int most)
      throws IOException, TimeoutException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    environment(builder.environment());
    long end = System.nanoTime() + timeout.toNanos();
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      CompletableFuture<String> out = read(process.getInputStream(), most);
      CompletableFuture<String> err = read(process.getErrorStream(), most);
      if (!process.waitFor(left(end), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      // A child that outlives it may hold its output open.
      return new Output(
          process.exitValue(),
          out.get(left(end), TimeUnit.NANOSECONDS),
          err.get(left(end), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw new IOException("could not read what it printed", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void environment(Map<String, String> environment) {
    List<String> paths = new ArrayList<>(folders);
    paths.add(environment.getOrDefault(PATH, USUAL));
    environment.clear();
    environment.putAll(variables);
    environment.put(PATH, String.join(":", paths));
  }

  private static long left(long end) {
    return Math.max(1, end - System.nanoTime());
  }

  private static CompletableFuture<String> read(InputStream stream, int most) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(stream, most, text), "program output");
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  private static void read(InputStream stream, int most, CompletableFuture<String> text) {
    try (stream) {
      text.complete(new String(stream.readNBytes(most), StandardCharsets.UTF_8));
    } catch (IOException e) {
      text.completeExceptionally(new UncheckedIOException(e));
    }
  }

  /** Its name only: arguments and variables may be secret. */
  @Override
  public String toString() {
    return command.get(0);
  }
}
