package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.KeepAliveConfig;

/**
 * What cron calls, by one line of our block.
 *
 * @param name also of its log
 * @param call the words after the program, when cron calls just as often as it is due
 * @param frequentCall the words when cron calls more often than that
 */
public record CrontabEntry(String name, Timetable timetable, String call, String frequentCall) {

  /** A job, which asks itself whether it is due. */
  public static CrontabEntry of(JobConfig job) {
    String run = "run " + job.name();
    return new CrontabEntry(job.name(), Timetable.of(job), run, run + " --scheduled");
  }

  /** The bursts of the keep-alive; one more does no harm. */
  public static CrontabEntry of(KeepAliveConfig keepAlive) {
    String name = "keep-alive";
    Timetable timetable = new Timetable(keepAlive.schedule(), keepAlive.zone());
    return new CrontabEntry(name, timetable, name, name);
  }
}
