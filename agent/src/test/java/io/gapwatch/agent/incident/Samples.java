package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Findings and results that tests are told with. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Samples() {}

  public static Finding finding(String checkId, Severity severity, String subject) {
    return finding(checkId, severity, subject, Optional.empty(), Place.WHOLE);
  }

  /** A range of missing blocks. */
  public static Finding gap(long first, long last) {
    return gap(Severity.CRITICAL, first, last);
  }

  public static Finding gap(Severity severity, long first, long last) {
    String subject = "blocks " + first + "-" + last;
    return finding(
        "blocks",
        severity,
        subject,
        Optional.empty(),
        Place.WHOLE.at(new Span(first, last)).moving());
  }

  /** A range of missing blocks that may still be filled until then. */
  public static Finding youngGap(long first, long last, Instant settlesAt) {
    Finding gap = gap(first, last);
    return finding("blocks", Severity.CRITICAL, gap.subject(), Optional.of(settlesAt), gap.place());
  }

  /** A complete result whose status is that of its worst finding. */
  public static CheckResult result(String checkId, Finding... findings) {
    Status status =
        Arrays.stream(findings)
            .map(finding -> Status.of(finding.severity()))
            .max(Status::compareTo)
            .orElse(Status.OK);
    return result(checkId, status, true, findings);
  }

  /** A result of a check that could not be made. */
  public static CheckResult unknown(String checkId, Finding... findings) {
    return result(checkId, Status.UNKNOWN, true, findings);
  }

  /** A result that lists only some of what it found. */
  public static CheckResult incomplete(String checkId, Finding... findings) {
    return result(checkId, Status.CRITICAL, false, findings);
  }

  public static CheckResult result(
      String checkId, Status status, boolean complete, Finding... findings) {
    return new CheckResult(
        checkId,
        "gaps",
        "ethereum",
        "Blocks",
        status,
        findings.length + " findings",
        List.of(new Fact("Rows", "2,613,593")),
        Map.of("rows", 2613593L),
        List.of(findings),
        complete,
        Covered.everything(),
        "");
  }

  /** Ids that grow. */
  public static Supplier<String> ids() {
    AtomicInteger last = new AtomicInteger();
    return () -> "%026d".formatted(last.incrementAndGet());
  }

  private static Finding finding(
      String checkId, Severity severity, String subject, Optional<Instant> settlesAt, Place place) {
    return new Finding(
        checkId,
        severity,
        subject,
        subject + " is bad",
        "1",
        "0",
        "Backfill it.",
        Map.of("count", 1L),
        Optional.empty(),
        settlesAt,
        place);
  }
}
