package io.gapwatch.agent.source.host;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.source.Program;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.text.Durations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * This machine, as seen through the GNU tools of every Linux distribution.
 *
 * @param source the name of the source, for messages
 */
record LinuxHost(String source, String hostName) implements HostSession {
  /** statfs(2) as stat(1) prints it: block size, blocks, free, usable, inodes, free inodes. */
  private static final String FORMAT = "%S %b %f %a %c %d";

  private static final int MOST = 4096;

  static LinuxHost named(String source) {
    return new LinuxHost(source, hostNameOf(Path.of("/proc/sys/kernel/hostname")));
  }

  private static String hostNameOf(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "this machine";
    }
  }

  @Override
  public Proc proc() {
    return Proc.LINUX;
  }

  @Override
  public String answeredBy() {
    return "%s, %s %s on %s"
        .formatted(
            hostName,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  @Override
  public String identity() {
    return "host " + hostName;
  }

  @Override
  public Volume volume(Path path, Duration timeout) {
    String answer =
        run(timeout, path, "stat", "--file-system", "--format=" + FORMAT, "--", path + "");
    if (!answer.matches("\\d{1,18}( \\d{1,18}){5}")) {
      throw unavailable(path, "stat printed: " + answer);
    }
    List<Long> numbers = List.of(answer.split(" ", -1)).stream().map(Long::valueOf).toList();
    long block = numbers.get(0);
    return new Volume(
        Math.multiplyExact(block, numbers.get(1)),
        Math.multiplyExact(block, numbers.get(3)),
        Math.multiplyExact(block, numbers.get(2)),
        numbers.get(4),
        numbers.get(5));
  }

  private String run(Duration timeout, Path path, String... command) {
    try {
      Program.Output output =
          new Program(List.of(command), List.of(), Map.of("LC_ALL", "C")).run(timeout, MOST);
      if (output.exit() != 0) {
        throw unavailable(path, output.err().strip());
      }
      return output.out().strip();
    } catch (TimeoutException e) {
      throw unavailable(path, "it did not respond within " + Durations.text(timeout));
    } catch (IOException e) {
      throw unavailable(path, "could not run stat: " + FileTrouble.inWords(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(path, "interrupted");
    }
  }

  private SourceUnavailableException unavailable(Path path, String why) {
    return new SourceUnavailableException(
        "%s: could not read the file system of %s: %s".formatted(source, path, why),
        "check that the path exists, that this user can access it, and that its file system "
            + "is mounted");
  }

  @Override
  public void close() {
    // Nothing to close.
  }
}
