package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.text.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** When each job last ran and with what result, and runs that never ended. */
final class LastRunsCheck implements DoctorCheck {
  private final Path state;
  private final List<JobConfig> jobs;
  private final Instant now;

  public LastRunsCheck(Path state, Collection<JobConfig> jobs, Instant now) {
    this.state = state;
    this.jobs = List.copyOf(jobs);
    this.now = now;
  }

  @Override
  public String name() {
    return "last runs";
  }

  @Override
  public List<Diagnosis> examine() {
    if (!History.exists(state)) {
      return jobs.stream().map(LastRunsCheck::never).toList();
    }
    try (History history = History.open(state)) {
      List<Diagnosis> answers = new ArrayList<>();
      for (JobConfig job : jobs) {
        answers.add(history.runs().last(job.name()).map(run -> last(job, run)).orElse(never(job)));
        long abandoned =
            history.runs().unfinished(job.name()).stream()
                .filter(run -> run.abandoned(now, job.deadline()))
                .count();
        if (abandoned > 0) {
          answers.add(cutOff(job, abandoned));
        }
      }
      return answers;
    }
  }

  private static Diagnosis never(JobConfig job) {
    return Diagnosis.warning(
        job.name() + " has never completed a run",
        "run it by hand: gapwatch run " + job.name() + "; and check that cron calls it");
  }

  /** A tick only for what is known to be good: not for a critical run. */
  private Diagnosis last(JobConfig job, Run run) {
    if (run.startedAt().isAfter(now)) {
      return Diagnosis.warning(
          "the last run of %s began at %s, which is in the future"
              .formatted(job.name(), run.startedAt()),
          "check this machine's clock");
    }
    String ended = run.ending().map(end -> end.status().word()).orElse("unknown");
    String text =
        "%s began %s ago and ended %s"
            .formatted(job.name(), Durations.text(Duration.between(run.startedAt(), now)), ended);
    return ended.equals(Status.OK.word())
        ? Diagnosis.ok(text)
        : Diagnosis.warning(text, "gapwatch report " + job.name() + " says why");
  }

  private static Diagnosis cutOff(JobConfig job, long count) {
    return Diagnosis.warning(
        "%d run(s) of %s never ended".formatted(count, job.name()),
        "they were killed, or the machine went down: check dmesg for the OOM killer, and last "
            + "-x for reboots");
  }
}
