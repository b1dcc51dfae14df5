package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.KeepAliveConfig;

/**
 * What one line of our block calls.
 *
 * @param name its name, also that of its log
 * @param call the arguments if cron calls exactly when it is due
 * @param frequentCall the arguments if cron calls more often
 */
public record CrontabEntry(String name, Timetable timetable, String call, String frequentCall) {

  /** A job, which itself decides whether it is due. */
  public static CrontabEntry of(JobConfig job) {
    String run = "run " + job.name();
    return new CrontabEntry(job.name(), Timetable.of(job), run, run + " --scheduled");
  }

  /** The keep-alive bursts; an extra one does no harm. */
  public static CrontabEntry of(KeepAliveConfig keepAlive) {
    String name = "keep-alive";
    Timetable timetable = new Timetable(keepAlive.schedule(), keepAlive.zone());
    return new CrontabEntry(name, timetable, name, name);
  }
}
