package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.JobConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;

/** The lines of Gapwatch in a crontab, made from the jobs. */
public final class CrontabBlock {
  /** The longest command that Debian's cron takes, in bytes (macros.h: MAX_COMMAND 1000). */
  private static final int LONGEST = 990;

  private CrontabBlock() {}

  /**
   * The block, each line with its end.
   *
   * @param machine the zone in which the machine's cron lives
   * @param now from when on it is to be right
   * @throws GapwatchException when a line would be longer than cron can take
   */
  public static String of(Collection<JobConfig> jobs, Launch launch, ZoneId machine, Instant now) {
    StringBuilder block = new StringBuilder();
    block
        .append(Crontab.BEGIN)
        .append(" (change the configuration, then run \"gapwatch crontab install\")\n");
    for (JobConfig job : jobs) {
      CronTime time = CronTime.of(Timetable.of(job), machine, now);
      block
          .append(comment(job, time))
          .append(time.fields())
          .append(' ')
          .append(command(job, launch, time))
          .append('\n');
    }
    return block.append(Crontab.END).append('\n').toString();
  }

  private static String comment(JobConfig job, CronTime time) {
    return "# %s: %s %s%s\n"
        .formatted(
            job.name(),
            job.schedule().text(),
            job.zone(),
            time.exact() ? "" : "; called more often, runs when it is due");
  }

  private static String command(JobConfig job, Launch launch, CronTime time) {
    String command = launch.command(job.name(), !time.exact());
    int bytes = command.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST) {
      throw new GapwatchException(
          "the crontab line of %s would have %d bytes, and cron takes %d; shorten PATH, or the paths of configuration and state"
              .formatted(job.name(), bytes, LONGEST));
    }
    return command;
  }
}
