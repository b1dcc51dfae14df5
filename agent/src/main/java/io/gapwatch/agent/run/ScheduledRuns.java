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

/** Which jobs are due, according to the runs in the history. */
public final class ScheduledRuns {
  private ScheduledRuns() {}

  /**
   * Whether a job that cron called at this time is due. If the history cannot be read, or there is
   * no such job, it is left to the run to report that.
   */
  public static boolean isDue(Config config, String name, Instant now) {
    JobConfig job = config.scheduled().get(name);
    if (job == null) {
      return true;
    }
    try (History history = History.open(config.state())) {
      // Nothing is known about the future.
      Optional<Instant> last =
          history.runs().lastStarted(name, now.plus(ScheduledCall.EARLY)).map(Run::startedAt);
      return ScheduledCall.isDue(Timetable.of(job), last, now);
    } catch (HistoryUnavailableException e) {
      return true;
    }
  }

  /** When each job last ran; omits jobs that never did. */
  public static Map<String, Instant> lastRuns(Config config, Instant now) {
    Map<String, Instant> lastRuns = new LinkedHashMap<>();
    try (History history = History.open(config.state())) {
      for (String job : config.scheduled().keySet()) {
        history.runs().lastStarted(job, now).ifPresent(run -> lastRuns.put(job, run.startedAt()));
      }
    }
    return lastRuns;
  }
}
