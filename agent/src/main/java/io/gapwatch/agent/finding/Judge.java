package io.gapwatch.agent.finding;

import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.text.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Judges a reading against its limits. A pure function: no I/O, no clock. */
public final class Judge {

  /**
   * The check being judged.
   *
   * @param limits by metric name
   */
  public record Check(
      String id, String type, String source, String title, Map<String, Limits> limits) {
    public Check {
      limits = Map.copyOf(limits);
    }

    Limits limitsOf(Observation seen) {
      return Objects.requireNonNullElse(limits.get(seen.metric().name()), Limits.NONE);
    }
  }

  /** The subject of the finding that a check could not run. */
  public static final String CANNOT_BE_CHECKED = "the check itself";

  /** Judges a reading without open incidents. */
  public CheckResult judge(Check check, Reading reading, Instant now) {
    return judge(check, reading, now, subject -> false);
  }

  /**
   * Judges a reading.
   *
   * @param open whether an incident of this check is open on a subject: it stays open until the
   *     number is within its limit for recovery
   */
  public CheckResult judge(Check check, Reading reading, Instant now, Predicate<String> open) {
    if (reading instanceof Unavailable unavailable) {
      return unknown(check, unavailable);
    }
    Measured measured = (Measured) reading;
    List<Finding> findings = new ArrayList<>();
    for (Observation observation : measured.observations()) {
      judge(check, observation, now, open).ifPresent(findings::add);
    }
    measured.unmeasured().forEach(subject -> findings.add(unknown(check, subject)));
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
        measured.byName(),
        findings,
        measured.complete(),
        measured.covered(),
        "");
  }

  private static Finding unknown(Check check, Unmeasured unmeasured) {
    return new Finding(
        check.id(),
        Severity.UNKNOWN,
        unmeasured.subject(),
        "could not be checked: " + unmeasured.reason(),
        unmeasured.reason(),
        "an answer",
        unmeasured.remedy(),
        Map.of(),
        Optional.empty(),
        unmeasured.settlesAt(),
        unmeasured.place());
  }

  private static CheckResult unknown(Check check, Unavailable unavailable) {
    Finding finding =
        unknown(
            check, new Unmeasured(CANNOT_BE_CHECKED, unavailable.reason(), unavailable.remedy()));
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
        Covered.nothing(),
        "");
  }

  /** The worst limit that the observation exceeds, as a finding. */
  private static Optional<Finding> judge(
      Check check, Observation seen, Instant now, Predicate<String> open) {
    Limits limits = check.limitsOf(seen);
    Optional<Limit> critical = limits.critical().filter(limit -> limit.brokenBy(seen.value()));
    Optional<Limit> warning = limits.warning().filter(limit -> limit.brokenBy(seen.value()));
    Optional<Limit> clear =
        limits.clear().filter(limit -> limit.brokenBy(seen.value()) && open.test(seen.subject()));
    // What may still resolve by itself is a warning, but not yet critical.
    boolean unsettled = seen.details().settlesAt().filter(now::isBefore).isPresent();
    Severity severity = critical.isPresent() && !unsettled ? Severity.CRITICAL : Severity.WARNING;
    return critical
        .or(() -> warning)
        .map(limit -> finding(check, seen, severity, limit.text()))
        .or(() -> clear.map(limit -> finding(check, seen, severity, limit.text() + " to resolve")));
  }

  /** What is over its limit does not read like it: 2h 0m 40s is 2h in two units. */
  private static Observation toldApart(Observation seen, String limit) {
    String coarse = Durations.text(Math.abs(seen.value()));
    if (seen.metric().unit() != Unit.SECONDS
        || !limit.replaceFirst("^\\D*", "").replaceFirst(" to resolve$", "").equals(coarse)) {
      return seen;
    }
    String finer = Durations.whole(Durations.of(Math.abs(seen.value())));
    Pattern words = Pattern.compile("(?<!\\w)" + Pattern.quote(coarse) + "(?!\\w| \\d)");
    return new Observation(
        seen.metric(),
        seen.subject(),
        seen.value(),
        words.matcher(seen.observed()).replaceAll(finer),
        words.matcher(seen.summary()).replaceFirst(finer),
        seen.remedy(),
        seen.details());
  }

  private static Finding finding(
      Check check, Observation observed, Severity severity, String limit) {
    Observation seen = toldApart(observed, limit);
    return new Finding(
        check.id(),
        severity,
        seen.subject(),
        seen.summary(),
        seen.observed(),
        limit,
        seen.remedy(),
        seen.details().evidence(),
        seen.details().since(),
        seen.details().settlesAt(),
        seen.details().place());
  }
}
