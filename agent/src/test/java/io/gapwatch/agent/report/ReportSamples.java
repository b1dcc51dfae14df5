package io.gapwatch.agent.report;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Deliveries.Delivery;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Parts;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.result.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One night of a job, with a gap in the small hours and a run that was killed. */
final class ReportSamples {
  static final Instant EVENING = Instant.parse("2026-11-20T20:07:00Z");
  static final Instant MORNING = Instant.parse("2026-11-21T08:30:00Z");

  private ReportSamples() {}

  static Period night() {
    List<Run> runs =
        List.of(
            ended(0, Status.OK),
            ended(3, Status.CRITICAL),
            Run.started("r6", "chain", at(6)),
            ended(9, Status.WARNING),
            ended(12, Status.OK));
    return new Period(
        "chain",
        MORNING.minus(Duration.ofHours(12).plusMinutes(30)),
        MORNING,
        Duration.ofMinutes(10),
        runs,
        RunGap.longest(Optional.of(Run.started("r-9", "chain", at(-9))), runs, MORNING),
        new DueRuns(
            MORNING.minus(Duration.ofHours(12).plusMinutes(30)),
            true,
            List.of(at(0), at(3), at(9), at(12)),
            List.of(at(6)),
            List.of(at(1), at(2))),
        List.of(resolved(), open()),
        series());
  }

  static LastRun last() {
    return new LastRun(
        ended(12, Status.CRITICAL),
        new RunResult(
            Optional.of("chain"),
            at(12),
            Status.CRITICAL,
            1,
            List.of(fresh(), gaps()),
            Standing.CLEAR),
        MORNING,
        List.of(open()),
        series());
  }

  static IncidentFile file() {
    Incident open = open();
    Transition opened = new Transition("01T1", Transition.Kind.OPENED, at(9), open);
    Transition worse = new Transition("01T2", Transition.Kind.WORSENED, at(12), open);
    return new IncidentFile(
        open,
        new Parts(List.of(open)),
        List.of(opened, worse),
        List.of(
            new Delivery("01T1", "phone", "delivered", 1, Optional.of(at(9)), Optional.empty()),
            new Delivery(
                "01T2",
                "phone",
                "pending",
                2,
                Optional.empty(),
                Optional.of("no answer within 10s"))),
        List.of(fresh(), gaps()),
        MORNING);
  }

  /** Text that would do harm in a page, a table or a terminal that believed it. */
  static LastRun hostile() {
    String evil = "<script>alert('x')</script> | `a` [l](http://evil.example) \"&\"";
    CheckResult check =
        new CheckResult(
            evil,
            "gaps",
            evil,
            evil,
            Status.CRITICAL,
            evil,
            List.of(new Fact(evil, evil)),
            Map.of(),
            List.of(finding(evil, evil)),
            true,
            Covered.nothing(),
            "");
    return new LastRun(
        Run.started("r", evil, at(0)).ended(at(0), Status.CRITICAL, 1),
        new RunResult(Optional.of(evil), at(0), Status.CRITICAL, 1, List.of(check), Standing.CLEAR),
        MORNING,
        List.of(incident("01X", State.OPEN, finding(evil, evil), 9, Optional.empty())),
        List.of(
            new MetricSeries(
                new Series(evil, evil, List.of(sample(0, 1), sample(3, 2))), Unit.COUNT)));
  }

  private static Incident resolved() {
    return incident(
        "01KAJX0000000000000000000A",
        State.RESOLVED,
        finding("blocks 100-109", "10 blocks missing"),
        3,
        Optional.of(at(9)));
  }

  private static Incident open() {
    return incident(
        "01KAJX0000000000000000000B",
        State.OPEN,
        finding("blocks 200-201", "2 blocks missing"),
        9,
        Optional.empty());
  }

  private static Incident incident(
      String id, State state, Finding finding, int began, Optional<Instant> resolvedAt) {
    return new Incident(
        id,
        "chain",
        state,
        finding,
        finding.severity(),
        "",
        at(began),
        at(12),
        2,
        0,
        Optional.of(at(began)),
        resolvedAt,
        Optional.empty(),
        Optional.of("ann"),
        Optional.empty());
  }

  private static Finding finding(String subject, String summary) {
    return new Finding(
        "blocks",
        Severity.CRITICAL,
        subject,
        summary,
        "2",
        "0",
        "fill them from a node",
        Map.of("count", 2L),
        Optional.of(at(2)),
        Optional.empty(),
        Place.WHOLE);
  }

  private static CheckResult fresh() {
    return new CheckResult(
        "freshness",
        "staleness",
        "ethereum",
        "STALENESS",
        Status.OK,
        "newest row is 11s old",
        List.of(new Fact("Age", "11s")),
        Map.of("age", 11.0),
        List.of(),
        true,
        Covered.nothing(),
        "");
  }

  private static CheckResult gaps() {
    return new CheckResult(
        "blocks",
        "gaps",
        "ethereum",
        "GAP DETECTION",
        Status.CRITICAL,
        "2 blocks missing in 1 range",
        List.of(new Fact("Gaps found", "1")),
        Map.of("missing", 2L),
        List.of(finding("blocks 200-201", "2 blocks missing")),
        true,
        Covered.nothing(),
        "");
  }

  private static List<MetricSeries> series() {
    List<Sample> ages = new ArrayList<>();
    double[] values = {11.5, 640, 12, 14.25};
    int[] hours = {0, 3, 9, 12};
    for (int i = 0; i < values.length; i++) {
      ages.add(sample(hours[i], values[i]));
    }
    return List.of(
        new MetricSeries(new Series("freshness", "age", ages), Unit.SECONDS),
        new MetricSeries(
            new Series("blocks", "duplicates", List.of(sample(0, 0), sample(3, 0))), Unit.COUNT));
  }

  private static Sample sample(int hour, double value) {
    return new Sample(at(hour), value > 300 ? Status.CRITICAL : Status.OK, value);
  }

  private static Run ended(int hour, Status status) {
    return Run.started("r" + hour, "chain", at(hour))
        .ended(at(hour).plusSeconds(2), status, status.exitCode());
  }

  private static Instant at(int hour) {
    return EVENING.plus(Duration.ofHours(hour));
  }
}
