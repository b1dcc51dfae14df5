package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.host.HostSession;
import io.gapwatch.agent.source.host.HostSession.Volume;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Sizes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Measures for each path how full its file system is. */
final class DiskProbe implements Probe {
  private static final Duration DAY = Duration.ofDays(1);

  /** A shorter time than this is too short to predict when a disk will be full. */
  private static final Duration LEAST = Duration.ofHours(1);

  private static final Duration MEMORY = Duration.ofDays(7);

  private static final String FILLING = " filling up";

  private static final String REMEDY =
      "find what takes the space: du -xh %s | sort -h | tail; then archive or delete what is "
          + "not needed";

  private final List<Path> paths;

  DiskProbe(List<Path> paths) {
    this.paths = List.copyOf(paths);
  }

  @Override
  public Reading ask(ProbeContext context) {
    HostSession host = context.session(HostSession.class);
    return new EachPath<>(
            paths,
            (path, timeout) -> {
              Volume volume = measurable(path, host.volume(path, timeout));
              mustBeMounted(path, volume, context);
              return filling(path, volume, context);
            },
            one -> "%s %s used".formatted(one.path, percent(one.used)),
            DiskProbe::add)
        .reading(context);
  }

  /**
   * How full one file system is.
   *
   * @param inodes empty if the number of files is unlimited
   * @param known whether enough is known to tell whether it is filling
   * @param untilFull in seconds; empty if it is not filling, or not enough is known
   */
  private record Filling(
      Path path,
      Volume volume,
      double used,
      OptionalDouble inodes,
      boolean known,
      OptionalDouble untilFull) {

    /** What its users can fill in all, as df(1) counts: without the reserve of root. */
    long size() {
      return volume.bytes() - volume.freeBytes() + volume.usableBytes();
    }
  }

  private static Filling filling(Path path, Volume volume, ProbeContext context) {
    // As df(1) counts: root's reserve is neither used nor usable.
    long used = volume.bytes() - volume.freeBytes();
    double share = share(used, used + volume.usableBytes());
    OptionalDouble inodes =
        volume.inodes() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(share(volume.inodes() - volume.freeInodes(), volume.inodes()));
    List<Sample> past = context.past(DiskCheck.FREE, path.toString(), context.now().minus(DAY));
    boolean known =
        past.stream()
            .findFirst()
            .filter(oldest -> !oldest.at().plus(LEAST).isAfter(context.now()))
            .isPresent();
    return new Filling(
        path,
        volume,
        share,
        inodes,
        known,
        known
            ? untilFull(past.get(0), volume.usableBytes(), context.now())
            : OptionalDouble.empty());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 100.0 : 100.0 * part / whole;
  }

  private static Volume measurable(Path path, Volume volume) {
    if (volume.bytes() == 0) {
      throw new SourceUnavailableException(
          path + " has no size: it is a view of the kernel, not a disk",
          "name a path on a disk in paths");
    }
    return volume;
  }

  /**
   * A path whose file system is gone shows the one below, which is another: to measure that would
   * call a full disk well once it is unmounted.
   */
  private static void mustBeMounted(Path path, Volume volume, ProbeContext context) {
    long now = mounted(path, volume);
    Sample before =
        context.newest(DiskCheck.MOUNTED, context.now().minus(MEMORY)).get(path.toString());
    if (before != null && now > 0 && now < before.whole()) {
      String gone = path.toString().substring(0, (int) before.whole());
      throw new SourceUnavailableException(
          "nothing is mounted at "
              + gone
              + ", where the disk of "
              + path
              + " was: it is on "
              + volume.mounted()
              + " now",
          "mount it (findmnt "
              + gone
              + "); if it is gone for good, take it out of paths, or it is measured as it is from 7"
              + " days on");
    }
  }

  /**
   * Letters of the folder where it is mounted; 0 if the path does not show it, as behind a link.
   */
  private static long mounted(Path path, Volume volume) {
    return !volume.mounted().isEmpty() && path.startsWith(volume.mounted())
        ? volume.mounted().length()
        : 0;
  }

  /** Extrapolated from the oldest sample of a day, if that is long enough ago. */
  private static OptionalDouble untilFull(Sample oldest, long free, Instant now) {
    double lost = oldest.value() - free;
    double seconds = Durations.seconds(Duration.between(oldest.at(), now));
    return lost <= 0 ? OptionalDouble.empty() : OptionalDouble.of(free * seconds / lost);
  }

  private static void add(Measured.Builder reading, Filling one) {
    String path = one.path.toString();
    String free = Sizes.text((double) one.volume.usableBytes()) + " free";
    reading
        .fact(
            path,
            "%s used, %s of %s%s%s"
                .formatted(
                    percent(one.used),
                    free,
                    Sizes.text((double) one.size()),
                    text(one.inodes, ", inodes %s used", DiskProbe::percent),
                    text(one.untilFull, ", full in %s", DiskProbe::length)))
        .value(DiskCheck.USED, path, one.used)
        .value(DiskCheck.FREE, path, one.volume.usableBytes())
        .value(DiskCheck.MOUNTED, path, mounted(one.path, one.volume))
        .observe(
            observation(DiskCheck.USED, path, "", one.used, percent(one.used), "used, " + free));
    one.inodes.ifPresent(
        share ->
            reading
                .value(DiskCheck.INODES, path, share)
                .observe(
                    observation(
                        DiskCheck.INODES,
                        path,
                        " inodes",
                        share,
                        percent(share),
                        "of inodes used")));
    if (one.known) {
      reading.told(path + FILLING);
    }
    one.untilFull.ifPresent(
        seconds ->
            reading
                .value(DiskCheck.UNTIL_FULL, path, seconds)
                .observe(
                    observation(
                        DiskCheck.UNTIL_FULL,
                        path,
                        FILLING,
                        seconds,
                        length(seconds),
                        "until it is full, " + free)));
  }

  private static Observation observation(
      Metric metric, String path, String what, double value, String observed, String summary) {
    return Observation.of(
            metric, path + what, value, observed, observed + " " + summary, REMEDY.formatted(path))
        .with(Map.of("path", path, metric.name(), value));
  }

  private static String text(
      OptionalDouble number, String format, java.util.function.DoubleFunction<String> words) {
    return number.isEmpty() ? "" : format.formatted(words.apply(number.getAsDouble()));
  }

  private static String percent(double share) {
    return String.format(java.util.Locale.ROOT, "%.1f%%", share);
  }

  private static String length(double seconds) {
    return Durations.text(seconds);
  }
}
