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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This machine, as seen through the GNU tools of every Linux distribution.
 *
 * @param source the name of the source, for messages
 */
record LinuxHost(String source, String hostName) implements HostSession {
  /** statfs(2) as stat(1) prints it: block size, blocks, free, usable, inodes, free inodes. */
  private static final String FORMAT = "%S %b %f %a %c %d";

  private static final Pattern WRITTEN = Pattern.compile("(-?\\d{1,11}) regular (?:empty )?file");

  private static final int MOST = 4096;
  private static final int MOST_WORDS = 200;

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
    Duration each = timeout.dividedBy(2);
    String answer = run(each, path, "stat", "--file-system", "--format=" + FORMAT, "--", path + "");
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
        numbers.get(5),
        mounted(path, each));
  }

  /** Only who may enter a folder sees where it is mounted; its size is known without. */
  private String mounted(Path path, Duration timeout) {
    try {
      return run(timeout, path, "stat", "--dereference", "--format=%m", "--", path + "");
    } catch (SourceUnavailableException e) {
      return "";
    }
  }

  @Override
  public Sign sign(Path file, Duration timeout) {
    Duration each = timeout.dividedBy(2);
    String answer = run(each, file, "stat", "--dereference", "--format=%Y %F", "--", file + "");
    Matcher matcher = WRITTEN.matcher(answer);
    // To read a pipe would wait for whoever writes it.
    if (!matcher.matches()) {
      throw unavailable(
          file, "it is no ordinary file (" + answer.replaceFirst("^-?\\d+ ", "") + ")");
    }
    String begins = run(each, file, "head", "--bytes=" + MOST_WORDS, "--", file + "");
    return new Sign(
        Instant.ofEpochSecond(Long.parseLong(matcher.group(1))),
        begins.lines().findFirst().orElse("").strip());
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
      throw unavailable(path, "could not run %s: %s".formatted(command[0], FileTrouble.inWords(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(path, "interrupted");
    }
  }

  private SourceUnavailableException unavailable(Path path, String why) {
    return new SourceUnavailableException(
        "%s: could not look at %s: %s".formatted(source, path, why),
        "check that the path exists, that this user can access it, and that its file system "
            + "is mounted");
  }

  @Override
  public void close() {
    // Nothing to close.
  }
}
