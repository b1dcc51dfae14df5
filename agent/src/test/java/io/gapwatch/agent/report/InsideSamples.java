package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.result.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of the job of the operators' off-chain monitoring guide: the day of its sample report. */
final class InsideSamples {
  static final Instant NOW = Instant.parse("2025-11-15T04:50:30.123Z");

  private InsideSamples() {}

  /** The sample of the guide. */
  static RunResult healthy() {
    return run(
        InsideChecks.processes("online", List.of()),
        InsideChecks.reachable(),
        InsideChecks.events(),
        InsideChecks.sealing(),
        InsideChecks.memory(),
        InsideChecks.load(),
        InsideChecks.errors());
  }

  /** Processes with one finding. */
  static RunResult finding(Finding one) {
    return run(InsideChecks.processes("online", List.of(one)));
  }

  /** A worker that crashed, one whose restarts are unknown, and a group that stalled. */
  static RunResult broken() {
    return run(
        InsideChecks.processes(
            "errored",
            List.of(
                InsideChecks.finding(
                    "workers", Severity.CRITICAL, "cls-worker-1", "cls-worker-1 is errored"),
                InsideChecks.finding(
                    "workers",
                    Severity.UNKNOWN,
                    "tree-builder-worker restarts",
                    "could not be checked: PM2 does not tell"))),
        InsideChecks.reachable(),
        InsideChecks.events(),
        InsideChecks.sealing(),
        InsideChecks.result(
            "memory",
            "memory",
            Status.CRITICAL,
            "150MB of 16GiB free",
            List.of(new Fact("Memory", "99% used, 150MB free")),
            Map.of(),
            List.of(
                InsideChecks.finding(
                    "memory", Severity.CRITICAL, "free memory", "only 150MB of memory free"))),
        InsideChecks.load());
  }

  /** The database is down, and what depends on it was not asked. */
  static RunResult down() {
    CheckResult database =
        InsideChecks.result(
                "database",
                "db-reachable",
                Status.CRITICAL,
                "unreachable: ledger: connection refused",
                List.of(),
                Map.of("answered", false),
                List.of(
                    InsideChecks.finding(
                        "database",
                        Severity.CRITICAL,
                        "the database",
                        "unreachable: ledger: connection refused")))
            .skipping(List.of("events", "sealing"));
    return run(
        InsideChecks.processes("online", List.of()),
        database,
        InsideChecks.unasked("events", "event-rate"),
        InsideChecks.unasked("sealing", "epochs"),
        InsideChecks.memory());
  }

  static LastRun last(RunResult run) {
    return new LastRun(
        Run.started("r", "offchain", NOW).ended(NOW.plusSeconds(2), run.status(), run.exitCode()),
        run,
        NOW.plusSeconds(60),
        List.of(),
        List.of());
  }

  /** An incident of the worker that crashed. */
  static IncidentFile file() {
    return file(
        InsideChecks.finding(
            "workers", Severity.CRITICAL, "cls-worker-1", "cls-worker-1 is errored"));
  }

  static IncidentFile file(Finding crashed) {
    Incident incident =
        new Incident(
            "01KAJX0000000000000000000C",
            "offchain",
            State.OPEN,
            crashed,
            Severity.CRITICAL,
            "",
            NOW,
            NOW,
            1,
            0,
            Optional.of(NOW),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new IncidentFile(
        incident,
        new Parts(List.of(incident)),
        List.of(),
        List.of(),
        healthy().checks(),
        NOW.plusSeconds(600));
  }

  private static RunResult run(CheckResult... checks) {
    return RunResult.of(Optional.of("offchain"), NOW, List.of(checks));
  }
}
