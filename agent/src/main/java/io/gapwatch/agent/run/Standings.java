package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.result.Standing;
import java.time.Instant;
import java.util.List;

/** What a run's incidents add to its verdict. */
public final class Standings {
  private Standings() {}

  /**
   * After a run that began at this time.
   *
   * @param incidents of this job, as the run left them
   */
  public static Standing of(JobConfig job, List<Incident> incidents, Instant run) {
    List<Incident> unseen =
        incidents.stream()
            .filter(it -> it.state() == State.OPEN && !it.lastSeen().equals(run))
            .toList();
    List<Incident> recovering = unseen.stream().filter(it -> it.goodRuns() > 0).toList();
    List<Incident> closed =
        incidents.stream()
            .filter(it -> it.resolvedAt().filter(run::equals).isPresent())
            .filter(it -> it.closure().filter(why -> why != Closure.REMOVED).isPresent())
            .toList();
    int unread = unseen.size() - recovering.size();
    return new Standing(
        recovering.size(),
        recovering.stream().mapToInt(it -> recover(job, it) - it.goodRuns()).max().orElse(0),
        unread,
        closed.size(),
        unread > 0 || closed.stream().anyMatch(it -> it.severity() != Severity.WARNING));
  }

  private static int recover(JobConfig job, Incident incident) {
    return job.checks().stream()
        .filter(check -> check.id().equals(incident.finding().checkId()))
        .findFirst()
        .map(CheckConfig::recover)
        .orElse(IncidentPolicy.DEFAULT.recover());
  }
}
