package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.source.Compute;
import java.util.List;
import java.util.stream.Stream;

/** The checks of a job. */
record ChecksWork(Config config, JobConfig job) implements Work {

  @Override
  public Stream<String> secretNames() {
    return ManualChecks.secretNames(config, job.checks());
  }

  @Override
  public boolean looksAround() {
    return true;
  }

  @Override
  public int recover() {
    return IncidentPolicy.DEFAULT.recover();
  }

  @Override
  public Compute run(JobExecution run, History history, Run stored, List<CheckResult> results) {
    return run(run, EarlierRuns.in(history, run.now()), results);
  }

  @Override
  public void withoutHistory(JobExecution run, List<CheckResult> results) {
    if (results.isEmpty()) {
      run(run, EarlierRuns.NONE, results);
    }
  }

  private Compute run(JobExecution run, EarlierRuns earlier, List<CheckResult> results) {
    try (Sessions sessions = new Sessions(config, run.secrets(), run.options().types());
        ProbeRunner probes = new ProbeRunner(sessions, earlier, Timetable.of(job)::next)) {
      results.addAll(
          new CheckRun(
                  probes,
                  earlier,
                  run.options().types(),
                  Uplink.of(config, run.secrets(), run.options().types()))
              .run(job.checks(), run.now(), run.time().left(), run.listener()::check));
      return sessions.compute();
    }
  }
}
