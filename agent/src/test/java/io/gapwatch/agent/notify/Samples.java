package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents and messages that the tests of this package and of the channels share. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-11-21T05:15:00Z");
  public static final Instant BEGAN = Instant.parse("2026-11-21T02:10:00Z");
  public static final List<String> DATA =
      List.of("Latest block: 23,765,432", "Age: 45s", "Gaps: 3", "", "Time window: 365d → 3m ago");

  private Samples() {}

  public static Finding gap(long first, long last) {
    long missing = last - first + 1;
    return finding(
        "blocks",
        Severity.CRITICAL,
        "blocks " + first + "-" + last,
        missing + " blocks missing",
        Long.toString(missing));
  }

  public static Finding unknown(String check, String cause) {
    return finding(check, Severity.UNKNOWN, check, "cannot be measured", cause);
  }

  public static Finding finding(
      String check, Severity severity, String subject, String summary, String observed) {
    return new Finding(
        check,
        severity,
        subject,
        summary,
        observed,
        "0",
        "backfill the range",
        Map.of(),
        Optional.of(BEGAN),
        Optional.empty(),
        Place.WHOLE);
  }

  /** The same as a range that began then. */
  public static Finding range(Instant since, Finding one) {
    return new Finding(
        one.checkId(),
        one.severity(),
        one.subject(),
        one.summary(),
        one.observed(),
        one.limit(),
        one.remedy(),
        one.evidence(),
        Optional.of(since),
        one.settlesAt(),
        one.place().moving());
  }

  /** A change; incidents of the same fingerprint are the same incident. */
  public static Transition transition(String id, Kind kind, Instant at, Finding finding) {
    boolean over = kind == Kind.RESOLVED;
    Incident incident =
        new Incident(
            finding.checkId() + "/" + finding.subject(),
            "chain",
            over ? State.RESOLVED : State.OPEN,
            finding,
            finding.severity(),
            "",
            at,
            at,
            1,
            over ? 2 : 0,
            Optional.of(at),
            over ? Optional.of(at) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            kind == Kind.CLOSED ? Optional.of(Closure.REMOVED) : Optional.empty());
    return new Transition(id, kind, at, incident);
  }

  public static Transition opened(String id, Finding finding) {
    return transition(id, Kind.OPENED, NOW, finding);
  }

  public static Transition resolved(String id, Finding finding) {
    return transition(id, Kind.RESOLVED, NOW, finding);
  }

  public static Message message(Status status, List<String> summary, Transition... transitions) {
    List<Transition> all = List.of(transitions);
    String title = Verdict.of(status, all).title("chain");
    return new Message("01JD00000000000000000000AA", "chain", status, NOW, title, summary, all);
  }
}
