package io.gapwatch.agent.finding;

import io.gapwatch.agent.config.Limit;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a reading against its limits. A pure function: it asks nobody and knows no clock. */
public final class Judge {

  /** The check that is judged. */
  public record Check(String id, String type, String source, String title, Limits limits) {}

  /** The subject of the finding that a check could not be made. */
  public static final String CANNOT_BE_CHECKED = "the check itself";

  public CheckResult judge(Check check, Reading reading, Instant now) {
    if (reading instanceof Unavailable unavailable) {
      return unknown(check, unavailable);
    }
    Measured measured = (Measured) reading;
    List<Finding> findings = new ArrayList<>();
    for (Observation observation : measured.observations()) {
      judge(check, observation, now).ifPresent(findings::add);
    }
    Status status =
        findings.isEmpty()
            ? Status.OK
            : Status.worst(findings.stream().map(f -> Status.of(f.severity())).toList());
    return new CheckResult(
        check.id(),
        check.type(),
        check.source(),
        check.title(),
        status,
        measured.summary(),
        measured.facts(),
        measured.values(),
        findings,
        measured.complete(),
        measured.memory());
  }

  private static CheckResult unknown(Check check, Unavailable unavailable) {
    Finding finding =
        new Finding(
            check.id(),
            Severity.UNKNOWN,
            CANNOT_BE_CHECKED,
            "could not be checked: " + unavailable.reason(),
            unavailable.reason(),
            "an answer",
            unavailable.remedy(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new CheckResult(
        check.id(),
        check.type(),
        check.source(),
        check.title(),
        Status.UNKNOWN,
        finding.summary(),
        List.of(),
        Map.of(),
        List.of(finding),
        true,
        Optional.empty());
  }

  /** The worst limit that the observation breaks, as a finding. */
  private static Optional<Finding> judge(Check check, Observation seen, Instant now) {
    Limits.Pair limits = check.limits().of(seen.metric());
    Optional<Limit> critical = limits.critical().filter(limit -> limit.brokenBy(seen.value()));
    Optional<Limit> warning = limits.warning().filter(limit -> limit.brokenBy(seen.value()));
    // What may still heal by itself is worth a look, but not yet an alarm.
    boolean unsettled = seen.details().settlesAt().filter(now::isBefore).isPresent();
    Severity severity = critical.isPresent() && !unsettled ? Severity.CRITICAL : Severity.WARNING;
    return critical
        .or(() -> warning)
        .map(
            limit ->
                new Finding(
                    check.id(),
                    severity,
                    seen.subject(),
                    seen.summary(),
                    seen.observed(),
                    limit.text(),
                    seen.remedy(),
                    seen.details().evidence(),
                    seen.details().since(),
                    seen.details().settlesAt(),
                    seen.details().span()));
  }
}
