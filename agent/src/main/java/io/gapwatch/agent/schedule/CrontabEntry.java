package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.config.SummaryConfig;
import io.gapwatch.agent.config.UpkeepConfig;

/**
 * What one line of our block calls.
 *
 * @param name its name, also that of its log
 * @param call the arguments if cron calls exactly when it is due
 * @param frequentCall the arguments if cron calls more often
 */
record CrontabEntry(String name, Timetable timetable, String call, String frequentCall) {

  /** A job, which itself decides whether it is due. */
  public static CrontabEntry of(JobConfig job) {
    String run = "run " + job.name();
    return new CrontabEntry(job.name(), Timetable.of(job), run, run + " --scheduled");
  }

  /** An upkeep action, which is done once for each due time, by whatever calls it. */
  public static CrontabEntry of(UpkeepConfig upkeep) {
    JobConfig job = upkeep.job();
    String call = "upkeep " + job.name() + " --scheduled";
    return new CrontabEntry(job.name(), Timetable.of(job), call, call);
  }

  /** A summary, which goes out once for each due time. */
  public static CrontabEntry of(SummaryConfig summary) {
    JobConfig job = summary.job();
    String call = "run " + job.name() + " --scheduled";
    return new CrontabEntry(job.name(), Timetable.of(job), call, call);
  }

  /** Whether a call at another time than it is due at does nothing. */
  boolean knowsWhenItIsDue() {
    return frequentCall.endsWith(" --scheduled");
  }

  /** The keep-alive bursts; an extra one does no harm. */
  public static CrontabEntry of(KeepAliveConfig keepAlive) {
    String name = "keep-alive";
    Timetable timetable = new Timetable(keepAlive.schedule(), keepAlive.zone());
    return new CrontabEntry(name, timetable, name, name);
  }
}
