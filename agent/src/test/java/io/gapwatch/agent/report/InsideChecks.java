package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the checks of the operators' off-chain monitoring guide say in its sample report. */
final class InsideChecks {
  private static final String REMEDY =
      "look before the crash: pm2 logs cls-worker-1 --lines 100 --nostream";

  private InsideChecks() {}

  static CheckResult processes(String worker, List<Finding> findings) {
    return result(
        "workers",
        "processes",
        findings.isEmpty() ? Status.OK : Status.CRITICAL,
        "3 of 3 online",
        List.of(),
        Map.of(
            "status",
                ordered(
                    "twzrd-aggregator",
                    "online",
                    "tree-builder-worker",
                    "online",
                    "cls-worker-1",
                    worker),
            "uptime",
                Map.of(
                    "twzrd-aggregator",
                    190_800,
                    "tree-builder-worker",
                    129_600,
                    "cls-worker-1",
                    45_000),
            "restartCount",
                Map.of("twzrd-aggregator#0", 3, "tree-builder-worker#1", 1, "cls-worker-1#2", 2),
            "restarts",
                Map.of("twzrd-aggregator", 1.0, "tree-builder-worker", 0.0, "cls-worker-1", 0.0),
            "memory",
                Map.of(
                    "twzrd-aggregator",
                    1024L << 20,
                    "tree-builder-worker",
                    512L << 20,
                    "cls-worker-1",
                    768L << 20),
            "cpuNow",
                Map.of("twzrd-aggregator#0", 5, "tree-builder-worker#1", 2, "cls-worker-1#2", 8)),
        findings);
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static CheckResult reachable() {
    return result(
        "database",
        "db-reachable",
        Status.OK,
        "answered in 12ms: twzrd-oracle-pool at db.example.org:25061, primary, PostgreSQL 14.22, as"
            + " gapwatch",
        List.of(),
        Map.of(),
        List.of());
  }

  static CheckResult events() {
    return result(
        "events",
        "event-rate",
        Status.OK,
        "4,523 rows from 03:00 UTC to 04:00 UTC",
        List.of(),
        Map.of("rows", 4523),
        List.of());
  }

  static CheckResult sealing() {
    List<Map<String, Object>> recent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long epoch = 1_763_172_000L - 3600L * (i / 2);
      boolean milo = i % 2 == 1;
      recent.add(
          Map.of(
              "epoch", epoch,
              "group", milo ? "MILO" : "CLS",
              "channels", milo ? 12 : 51,
              "largest", milo ? "jasontheween" : "jynxzi",
              "participants", 3210 - 17 * i,
              "sealedAt", Instant.ofEpochSecond(epoch + 3720).toString(),
              "published", milo ? 0 : i == 0 ? 20 : 51));
    }
    return result(
        "sealing",
        "epochs",
        Status.OK,
        "MILO newest epoch 02:00 UTC, sealed 48m ago",
        List.of(
            new Fact(
                "Newest epoch of MILO",
                "1763172000 (2025-11-15 02:00 UTC), sealed 1h 48m ago, 12 channels"),
            new Fact("Backlog", "31 to publish, 20 less an hour over 1h, 1h 33m left"),
            new Fact("Current epoch", "1763179200, ends at 05:00 UTC in 9m 29s"),
            new Fact("Next epoch", "1763182800, sealed after its end at 06:00 UTC")),
        Map.of("recent", recent),
        List.of());
  }

  static CheckResult memory() {
    return result(
        "memory",
        "memory",
        Status.OK,
        "7.8GiB of 16GiB free",
        List.of(new Fact("Memory", "51.2% used, 7.8GiB free")),
        Map.of(),
        List.of());
  }

  static CheckResult load() {
    return result(
        "load",
        "load",
        Status.OK,
        "load 0.04 per core",
        List.of(new Fact("Load (1/5/15 min)", "0.45, 0.38, 0.32")),
        Map.of(),
        List.of());
  }

  static CheckResult errors() {
    return result(
        "errors",
        "log-errors",
        Status.OK,
        "2 lines of errors since 04:20 UTC",
        List.of(),
        Map.of(
            "errors",
            2,
            "lastLines",
            IntStream.range(0, 15).mapToObj(i -> "ERROR line " + i).toList(),
            "lastLinesByFile",
            Map.of(
                "tree-builder-worker-error-1.log",
                List.of("ERROR permission denied for table sealed_epochs"),
                "tree-builder-worker-2-error.log",
                List.of("ERROR of another app"))),
        List.of());
  }

  static CheckResult unasked(String id, String type) {
    return result(
            id,
            type,
            Status.UNKNOWN,
            "could not be checked: not asked: it depends on database, which did not answer",
            List.of(),
            Map.of(),
            List.of(finding(id, Severity.UNKNOWN, "the check itself", "not asked")))
        .skippedFor("database");
  }

  static CheckResult result(
      String id,
      String type,
      Status status,
      String summary,
      List<Fact> facts,
      Map<String, Object> measured,
      List<Finding> findings) {
    return new CheckResult(
        id,
        type,
        "source",
        id,
        status,
        summary,
        facts,
        measured,
        findings,
        true,
        Covered.nothing(),
        "");
  }

  static Finding finding(String check, Severity severity, String subject, String summary) {
    return finding(check, severity, subject, summary, Map.of());
  }

  static Finding finding(
      String check,
      Severity severity,
      String subject,
      String summary,
      Map<String, Object> evidence) {
    return new Finding(
        check,
        severity,
        subject,
        summary,
        "1",
        "0",
        REMEDY,
        evidence,
        Optional.empty(),
        Optional.empty(),
        Place.WHOLE);
  }
}
