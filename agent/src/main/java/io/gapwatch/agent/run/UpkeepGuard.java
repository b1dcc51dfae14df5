package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether an action may begin: not while something is wrong with what it acts on. */
record UpkeepGuard(Config config, UpkeepConfig upkeep, UpkeepSources sources) {
  static final Metric REFUSED =
      Metric.high("refused", Unit.COUNT, "1 while an incident of its source forbids the action")
          .warning(">0");

  /** Why nothing is done; empty if it may begin. */
  Optional<Reading> refusal(History history) {
    List<Incident> against =
        history.incidents().jobs().stream()
            .flatMap(job -> history.incidents().active(job).stream())
            .filter(incident -> incident.state() == State.OPEN)
            .filter(incident -> incident.severity() != Severity.WARNING)
            .filter(this::isOfSource)
            .toList();
    return against.isEmpty() ? Optional.empty() : Optional.of(refused(against));
  }

  /** What an earlier run of this action found does not stand in its way. */
  private boolean isOfSource(Incident incident) {
    return upkeep
        .source()
        .flatMap(
            ours ->
                config.checks().stream()
                    .filter(check -> check.id().equals(incident.finding().checkId()))
                    .map(CheckConfig::source)
                    .filter(theirs -> sources.mayBeSame(ours, theirs))
                    .findFirst())
        .isPresent();
  }

  private Reading refused(List<Incident> against) {
    Incident first = against.get(0);
    String why =
        "%s %s: %s"
            .formatted(
                first.severity().name().toLowerCase(Locale.ROOT),
                first.finding().checkId(),
                first.finding().summary());
    Measured.Builder reading =
        Measured.saying("not done: there is an incident of its source")
            .value(REFUSED, against.size());
    against.forEach(
        each ->
            reading.fact("Incident", each.finding().checkId() + ": " + each.finding().summary()));
    return reading
        .observe(
            Observation.of(
                REFUSED,
                "refused",
                against.size(),
                why,
                "not done, because of an incident: " + why,
                "resolve the incident first; if the action is safe all the same, force: true in the"
                    + " upkeep does it"))
        .coveringWhatIsObserved(List.of())
        .build();
  }
}
