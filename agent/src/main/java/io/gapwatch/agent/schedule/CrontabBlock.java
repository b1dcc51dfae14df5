package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;

/** Generates Gapwatch's crontab block from its entries. */
final class CrontabBlock {
  /** The longest command that Debian's cron accepts, in bytes (macros.h: MAX_COMMAND 1000). */
  private static final int LONGEST = 990;

  private CrontabBlock() {}

  /**
   * The block, including line ends.
   *
   * @param machine the zone of the machine's cron
   * @param now from when on it must be correct
   * @throws GapwatchException if a line would be too long for cron
   */
  public static String of(
      Collection<CrontabEntry> entries, Launch launch, ZoneId machine, Instant now) {
    List<String> markers = Crontab.markers(launch.config());
    StringBuilder block = new StringBuilder();
    block
        .append(markers.get(0))
        .append("\n# Change the configuration, then run \"gapwatch crontab install\".\n");
    for (CrontabEntry entry : entries) {
      CronTime time = CronTime.of(entry.timetable(), machine, now);
      block
          .append(comment(entry, time))
          .append(time.fields())
          .append(' ')
          .append(command(entry, launch, time))
          .append('\n');
    }
    return block.append(markers.get(1)).append('\n').toString();
  }

  private static String comment(CrontabEntry entry, CronTime time) {
    return "# %s: %s %s%s\n"
        .formatted(
            entry.name(),
            entry.timetable().schedule().text(),
            entry.timetable().zone(),
            time.exact() ? "" : note(entry));
  }

  private static String note(CrontabEntry entry) {
    return entry.knowsWhenItIsDue()
        ? "; called more often, runs when it is due"
        : "; called more often";
  }

  private static String command(CrontabEntry entry, Launch launch, CronTime time) {
    String words = time.exact() ? entry.call() : entry.frequentCall();
    String command = launch.command(entry.name(), words);
    int bytes = command.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST) {
      throw new GapwatchException(
          "the crontab line of %s would have %d bytes, but cron accepts at most %d; shorten PATH, or the paths of configuration and state"
              .formatted(entry.name(), bytes, LONGEST));
    }
    return command;
  }
}
