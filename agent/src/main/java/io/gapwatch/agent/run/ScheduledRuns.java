package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.schedule.ScheduledCall;
import io.gapwatch.agent.schedule.Timetable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which jobs are due, going by the runs in the history. */
public final class ScheduledRuns {
  private ScheduledRuns() {}

  /**
   * Whether a job that cron called at this time is due. Where the history cannot be read, or there
   * is no such job, the run is to find that out and to tell it.
   */
  public static boolean isDue(Config config, String name, Instant now) {
    JobConfig job = config.jobs().get(name);
    if (job == null) {
      return true;
    }
    try (History history = History.open(config.state())) {
      // Of a time that has not come yet nothing is known.
      Optional<Instant> last =
          history.runs().lastStarted(name, now.plus(ScheduledCall.EARLY)).map(Run::startedAt);
      return ScheduledCall.isDue(Timetable.of(job), last, now);
    } catch (HistoryUnavailableException e) {
      return true;
    }
  }

  /** When each job ran last; one that never did is left out. */
  public static Map<String, Instant> lastRuns(Config config, Instant now) {
    Map<String, Instant> lastRuns = new LinkedHashMap<>();
    try (History history = History.open(config.state())) {
      for (String job : config.jobs().keySet()) {
        history.runs().lastStarted(job, now).ifPresent(run -> lastRuns.put(job, run.startedAt()));
      }
    }
    return lastRuns;
  }
}
