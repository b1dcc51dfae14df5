package io.gapwatch.agent.source.host;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Linux kernel says of this machine: proc(5), PSI and the control group that contains all
 * of it. The only reader of these files, for the host checks and for keep-alive.
 *
 * @param root {@code /proc}
 * @param cgroup {@code /sys/fs/cgroup}. It has limits of its own only in a container, whose whole
 *     machine it is; the limits of a single service are deeper, and not those of the machine
 */
public record Proc(Path root, Path cgroup) {
  private static final Pattern KILOBYTES = Pattern.compile("(\\w+):\\s+(\\d{1,20}) kB");
  private static final Pattern LOAD = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final long KIB = 1024;
  private static final int TICK_COLUMNS = 8;

  /** This machine. */
  public static final Proc LINUX = new Proc(Path.of("/proc"), Path.of("/sys/fs/cgroup"));

  /** The machine itself, whatever limits a container has. */
  public static Proc belowAnyContainer(Path root) {
    return new Proc(root, root.resolve("no-control-group"));
  }

  /**
   * Memory in bytes.
   *
   * @param available what programs can still get without swapping, as the kernel estimates it
   */
  public record Memory(long total, long available) {}

  /** Swap space in bytes; a total of 0 is a machine without swap. */
  public record Swap(long total, long free) {}

  /** The mean number of processes that ran or waited, over 1, 5 and 15 minutes. */
  public record Load(double one, double five, double fifteen) {}

  /**
   * Ticks since boot, summed over the cores. Busy are user, nice, system, irq and softirq; idle,
   * iowait and steal are not. Guest time is already in user time.
   */
  public record Ticks(long busy, long steal, long total) {}

  /** Which boot this is. */
  public String bootId() {
    return String.join("", lines(root.resolve("sys/kernel/random/boot_id"))).strip();
  }

  /** The memory of the machine, or of the container if that has less. */
  public Memory memory() {
    Path file = root.resolve("meminfo");
    List<String> lines = lines(file);
    Memory machine = new Memory(bytes(file, lines, "MemTotal"), bytes(file, lines, "MemAvailable"));
    if (machine.available() > machine.total()) {
      throw unreadable(file, "more memory is available than there is");
    }
    return containerMemory()
        .filter(container -> container.total() < machine.total())
        .map(it -> new Memory(it.total(), Math.min(it.available(), machine.available())))
        .orElse(machine);
  }

  /** Of a container with a limit; what it can drop from its page cache is available. */
  private Optional<Memory> containerMemory() {
    OptionalLong limit = number(cgroup.resolve("memory.max"));
    OptionalLong used = number(cgroup.resolve("memory.current"));
    if (limit.isEmpty() || used.isEmpty()) {
      return Optional.empty();
    }
    long droppable = counter(cgroup.resolve("memory.stat"), "inactive_file").orElse(0);
    long free = limit.getAsLong() - used.getAsLong() + droppable;
    return Optional.of(
        new Memory(limit.getAsLong(), Math.max(0, Math.min(limit.getAsLong(), free))));
  }

  /** The swap space of the machine. */
  public Swap swap() {
    Path file = root.resolve("meminfo");
    List<String> lines = lines(file);
    long total = bytes(file, lines, "SwapTotal");
    // Some containers report a free space that has wrapped around below zero.
    long free = total == 0 ? 0 : bytes(file, lines, "SwapFree");
    if (free > total) {
      throw unreadable(file, "more swap is free than there is");
    }
    return new Swap(total, free);
  }

  /** The load averages. */
  public Load load() {
    Path file = root.resolve("loadavg");
    String[] fields = String.join(" ", lines(file)).strip().split("\\s+", -1);
    // Java would read NaN, which is above no limit, and a load below zero as numbers.
    if (fields.length < 3 || !Arrays.stream(fields, 0, 3).allMatch(LOAD.asMatchPredicate())) {
      throw unreadable(file, "it does not begin with three numbers");
    }
    return new Load(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]));
  }

  /** The number of cores that are online. */
  public int cores() {
    Path file = root.resolve("stat");
    long cores = lines(file).stream().filter(line -> line.matches("cpu\\d+ .*")).count();
    if (cores == 0) {
      throw unreadable(file, "it lists no core");
    }
    return Math.toIntExact(cores);
  }

  /** The ticks of all cores. */
  public Ticks ticks() {
    return ticks(List.of("cpu"));
  }

  /**
   * The ticks of some lines of {@code stat}.
   *
   * @param names such as {@code cpu0}
   */
  public Ticks ticks(List<String> names) {
    Path file = root.resolve("stat");
    long busy = 0;
    long steal = 0;
    long total = 0;
    for (String line : lines(file)) {
      String[] fields = line.strip().split("\\s+", -1);
      if (names.contains(fields[0])) {
        long[] ticks = columns(file, fields);
        busy += ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6];
        steal += ticks[7];
        total += Arrays.stream(ticks).sum();
      }
    }
    if (total == 0) {
      throw unreadable(file, "no line begins with " + String.join(" or ", names));
    }
    return new Ticks(busy, steal, total);
  }

  /** User, nice, system, idle, iowait, irq, softirq, steal. */
  private static long[] columns(Path file, String[] fields) {
    if (fields.length <= TICK_COLUMNS) {
      throw unreadable(file, "it has fewer columns than Linux 2.6.11 and later provide");
    }
    try {
      return Arrays.stream(fields, 1, TICK_COLUMNS + 1).mapToLong(Long::parseLong).toArray();
    } catch (NumberFormatException e) {
      throw unreadable(file, "a column is not a number");
    }
  }

  /** How long ago the machine was started. */
  public Duration uptime() {
    Path file = root.resolve("uptime");
    String first = String.join(" ", lines(file)).strip().split("\\s+", -1)[0];
    try {
      return Duration.ofMillis(new BigDecimal(first).movePointRight(3).longValue());
    } catch (NumberFormatException e) {
      throw unreadable(file, "it does not begin with a number");
    }
  }

  /**
   * The share of the last 5 minutes in which all work waited for memory, in percent (PSI); empty if
   * the kernel does not tell.
   */
  public OptionalDouble memoryStall() {
    Path own = cgroup.resolve("memory.pressure");
    Path file = Files.exists(own) ? own : root.resolve("pressure/memory");
    Pattern full = Pattern.compile("full .*\\bavg300=(\\d+(\\.\\d+)?)\\b.*");
    return optionalLines(file).stream()
        .map(full::matcher)
        .filter(Matcher::matches)
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .findFirst();
  }

  /** How many processes were killed since boot because memory ran out; empty if not told. */
  public OptionalLong oomKills() {
    OptionalLong container = counter(cgroup.resolve("memory.events"), "oom_kill");
    return container.isPresent() ? container : counter(root.resolve("vmstat"), "oom_kill");
  }

  private static long bytes(Path file, List<String> lines, String name) {
    return lines.stream()
        .map(KILOBYTES::matcher)
        .filter(found -> found.matches() && found.group(1).equals(name))
        .map(found -> kibibytes(file, name, found.group(2)))
        .findFirst()
        .orElseThrow(
            () ->
                new SourceUnavailableException(
                    "could not read the usage of this machine: %s has no line %s"
                        .formatted(file, name),
                    "see what stands there: cat %s; a container or sandbox may hide it with a bind mount"
                        .formatted(file)));
  }

  private static long kibibytes(Path file, String name, String digits) {
    try {
      return Math.multiplyExact(Long.parseLong(digits), KIB);
    } catch (ArithmeticException | NumberFormatException e) {
      throw unreadable(file, name + " is larger than any memory");
    }
  }

  private static OptionalLong counter(Path file, String name) {
    return optionalLines(file).stream()
        .filter(line -> line.matches(name + " \\d{1,18}"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst();
  }

  /** The number in a file that has only that; empty for {@code max}. */
  private static OptionalLong number(Path file) {
    return optionalLines(file).stream()
        .filter(line -> line.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  private static List<String> optionalLines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException notOfThisKernel) {
      return List.of();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, FileTrouble.inWords(e));
    }
  }

  private static SourceUnavailableException unreadable(Path file, String reason) {
    return new SourceUnavailableException(
        "could not read the usage of this machine from %s (%s); that needs Linux with /proc"
            .formatted(file, reason),
        "run this on Linux, as a user who can read " + file);
  }
}
