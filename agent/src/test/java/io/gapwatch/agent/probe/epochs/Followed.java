package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** A check over a row of runs: each with what the runs before it measured, and the incidents. */
final class Followed {
  private final CheckType type;
  private final String yaml;
  private final IncidentTracker tracker = new IncidentTracker("offchain");
  private final Supplier<String> ids = Samples.ids();
  private Past past = Past.NONE;
  private List<Incident> active = List.of();

  Followed(CheckType type, String yaml) {
    this.type = type;
    this.yaml = yaml;
  }

  /** What one run said, and which incidents it saw and ended. */
  record Told(CheckResult result, List<Incident> active, List<Incident> resolved) {}

  Told run(SqlSession session, Instant now) {
    CheckResult result = Judged.of(type, yaml, Contexts.of(session, now, past)).within("as ever");
    Advance advance =
        tracker.advance(active, List.of(result), check -> IncidentPolicy.DEFAULT, now, ids);
    active = advance.incidents().stream().filter(one -> !one.state().isOver()).toList();
    past = Contexts.both(past, Contexts.left(result.measured(), now));
    return new Told(
        result,
        active,
        advance.transitions().stream()
            .filter(one -> one.kind() == Transition.Kind.RESOLVED)
            .map(Transition::incident)
            .toList());
  }
}
