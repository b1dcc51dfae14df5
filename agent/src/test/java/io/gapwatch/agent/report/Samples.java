package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.result.RunResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs to print. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private Samples() {}

  static RunResult report(CheckResult... checks) {
    return RunResult.of(Optional.empty(), NOW, List.of(checks));
  }

  static CheckResult fresh() {
    return result(
        "freshness",
        "staleness",
        "STALENESS",
        Status.OK,
        "newest row is 45.1s old",
        List.of(new Fact("Latest block", "23,765,432"), new Fact("Age", "45.1s")),
        Map.of("age", 45.1));
  }

  static CheckResult gaps() {
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("rows", 2613593L);
    measured.put("missing", 12L);
    measured.put("missedSlots", 7840L);
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("first", 20500000L);
    evidence.put("last", 20500009L);
    evidence.put("count", 10L);
    return result(
        "blocks",
        "gaps",
        "GAP DETECTION",
        Status.CRITICAL,
        "12 blocks missing in 2 ranges",
        List.of(new Fact("Gaps found", "2 (12 blocks missing)")),
        measured,
        finding(
            "blocks",
            Severity.CRITICAL,
            "blocks 20500000-20500009",
            "10 blocks missing",
            "10",
            "0",
            "backfill this range",
            evidence));
  }

  static CheckResult slow() {
    return result(
        "own",
        "sql",
        "SQL",
        Status.WARNING,
        "9",
        List.of(),
        Map.of("value", 9L),
        finding("own", Severity.WARNING, "value", "9", "9", "8", "see what is counted", Map.of()));
  }

  static CheckResult unknown() {
    return result(
        "backup",
        "staleness",
        "STALENESS",
        Status.UNKNOWN,
        "could not be checked: ledger: gone",
        List.of(),
        Map.of(),
        finding(
            "backup",
            Severity.UNKNOWN,
            "the check itself",
            "could not be checked: ledger: gone",
            "ledger: gone",
            "an answer",
            "bring it back",
            Map.of()));
  }

  /** One of its findings is critical, another subject could not be checked. */
  static CheckResult partly() {
    return result(
        "disks",
        "disk",
        "DISK",
        Status.UNKNOWN,
        "/ 97 % used",
        List.of(),
        Map.of("used", 97L),
        finding(
            "disks", Severity.CRITICAL, "/", "97 % used", "97 %", "90 %", "make room", Map.of()),
        finding(
            "disks",
            Severity.UNKNOWN,
            "/data",
            "could not be checked: gone",
            "gone",
            "an answer",
            "bring it back",
            Map.of()));
  }

  private static CheckResult result(
      String id,
      String type,
      String title,
      Status status,
      String summary,
      List<Fact> facts,
      Map<String, Object> measured,
      Finding... findings) {
    return new CheckResult(
        id,
        type,
        "ethereum",
        title,
        status,
        summary,
        facts,
        measured,
        List.of(findings),
        true,
        Covered.everything(),
        "");
  }

  private static Finding finding(
      String id,
      Severity severity,
      String subject,
      String summary,
      String observed,
      String limit,
      String remedy,
      Map<String, Object> evidence) {
    return new Finding(
        id,
        severity,
        subject,
        summary,
        observed,
        limit,
        remedy,
        evidence,
        Optional.empty(),
        Optional.empty(),
        Place.WHOLE);
  }
}
