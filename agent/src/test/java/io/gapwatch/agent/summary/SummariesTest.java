package io.gapwatch.agent.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Actions;
import io.gapwatch.agent.history.Commit;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.report.Criterion;
import io.gapwatch.agent.report.Criterion.Met;
import io.gapwatch.agent.report.Summary;
import io.gapwatch.agent.report.SummaryPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fortnight of runs every two hours, with a fault in each of some nights. */
class SummariesTest {
  private static final Instant START = Instant.parse("2026-11-08T00:20:00Z");
  private static final String ALL =
      "all services online, new epochs sealed every hour, growth under 100k rows per hour, memory"
          + " under 500MB per service, no service restarts";

  @TempDir private Path folder = Path.of("");
  private History history;

  /** A group that the sealing check cannot tell. */
  private Optional<String> unknown = Optional.empty();

  @BeforeEach
  void open() {
    history = History.open(folder.resolve("state"));
  }

  @AfterEach
  void close() {
    history.close();
  }

  private Config config() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        """
        version: 1
        sources:
          workers: {type: pm2}
          ledger: {type: postgres, url: "postgres://127.0.0.1/x"}
        jobs:
          overnight:
            schedule: "20 */2 * * *"
            checks:
              - {id: workers, type: processes, source: workers}
              - {id: sealing, type: epochs, source: ledger, table: sealed_epochs}
              - {id: signals, type: growth, source: ledger, table: user_signals}
        summaries:
          dawn: {schedule: "0 7 * * *", since: 10h, jobs: [overnight], criteria: overnight}
          weekly: {schedule: "0 0 * * 1", since: 7d, jobs: [overnight], trends: true}
        """);
    return new Configs(new Environment(Map.of(), Clock.fixed(START, ZoneOffset.UTC), folder))
        .load(Optional.of(file), Optional.empty());
  }

  private static CheckResult result(String id, String type, Map<String, Object> measured) {
    return new CheckResult(
        id,
        type,
        "s",
        "T",
        Status.OK,
        "",
        List.of(),
        measured,
        List.of(),
        true,
        Covered.everything(),
        "");
  }

  private static CheckResult untold(CheckResult of, String subject) {
    return new CheckResult(
        of.id(),
        of.type(),
        "s",
        "T",
        Status.UNKNOWN,
        "",
        List.of(),
        of.measured(),
        List.of(
            new Finding(
                of.id(),
                Severity.UNKNOWN,
                subject,
                "no seals",
                "",
                "",
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Place.WHOLE)),
        true,
        Covered.everything(),
        "");
  }

  /** What one run measures, unless the test changes it. */
  private static Map<String, Map<String, Object>> night(long restarts) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put(
        "workers",
        new LinkedHashMap<>(
            Map.of(
                "offline", Map.of("gateway", 0),
                "memory", Map.of("gateway", 100_000_000),
                "restartCount", Map.of("gateway#1", restarts))));
    all.put(
        "sealing",
        new LinkedHashMap<>(Map.of("age", Map.of("MILO", 1200), "missing", Map.of("MILO", 0))));
    all.put("signals", new LinkedHashMap<>(Map.of("rowsPerHour", 60_000)));
    return all;
  }

  private interface Change {
    void of(Map<String, Map<String, Object>> measured);
  }

  private static Map<String, Object> of(Map<String, Map<String, Object>> all, String check) {
    return Objects.requireNonNull(all.get(check));
  }

  private void run(Instant at, long restarts, Change change) {
    Map<String, Map<String, Object>> measured = night(restarts);
    change.of(measured);
    Run run = Run.started("R" + at, "overnight", at);
    history.runs().start(run);
    List<CheckResult> results = new ArrayList<>();
    Map<String, String> types =
        Map.of("workers", "processes", "sealing", "epochs", "signals", "growth");
    measured.forEach(
        (id, numbers) -> results.add(result(id, Objects.requireNonNull(types.get(id)), numbers)));
    unknown.ifPresent(subject -> results.set(1, untold(results.get(1), subject)));
    history.commit(
        new Commit(
            run.ended(at.plusSeconds(9), Status.OK, 0),
            results,
            new Advance(List.of(), List.of()),
            List.of(),
            Muting.of(List.of(), at)));
  }

  /** Two weeks in which this happens at one run in the night to the 14th. */
  private Summary dawn(Change fault) throws IOException {
    Instant bad = Instant.parse("2026-11-14T02:20:00Z");
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(14)));
        at = at.plusSeconds(7200)) {
      run(at, 5, at.equals(bad) ? fault : all -> {});
    }
    return dawn();
  }

  private Summary dawn() throws IOException {
    return summary("dawn", Instant.parse("2026-11-14T07:00:00Z"));
  }

  private Summary summary(String name, Instant now) throws IOException {
    Config config = config();
    return Summaries.of(history, config, Objects.requireNonNull(config.summaries().get(name)), now);
  }

  private static String unlike(Summary summary, Met met) {
    return String.join(
        "; ",
        summary.criteria().stream()
            .filter(each -> each.met() != met)
            .map(each -> each.text() + ": " + each.why())
            .toList());
  }

  @Test
  void aNightWithAllRunsAndNoFaultIsAllMet() throws IOException {
    Summary summary = dawn(all -> {});

    assertThat(summary.title()).isEqualTo("✅ DAWN: all 5 criteria met");
    assertThat(summary.status()).isEqualTo(Status.OK);
    assertThat(summary.criteria().stream().map(Criterion::text)).hasSize(5);
    assertThat(String.join(", ", summary.criteria().stream().map(Criterion::text).toList()))
        .isEqualTo(ALL);
    assertThat(SummaryPrinter.lines(summary))
        .startsWith("✅ all services online: offline at most 0")
        .endsWith("overnight: 5 due by schedule: 5 ran, 0 missed");
  }

  @Test
  void eachCriterionCanFail() throws IOException {
    Summary summary =
        dawn(
            all -> {
              of(all, "workers").put("offline", Map.of("gateway", 1));
              of(all, "workers").put("memory", Map.of("gateway", 612_000_000));
              of(all, "workers").put("restartCount", Map.of("gateway#1", 7));
              of(all, "sealing").put("missing", Map.of("CLS", 2));
              of(all, "signals").put("rowsPerHour", 133_000);
            });

    assertThat(summary.title()).isEqualTo("❌ DAWN: 5 of 5 criteria not met");
    assertThat(summary.status()).isEqualTo(Status.WARNING);
    assertThat(unlike(summary, Met.MET))
        .contains(
            "all services online: offline gateway was 1 at 2026-11-14 02:20 UTC",
            "sealed every hour: missing CLS was 2",
            "100k rows per hour: rowsPerHour was 133,000",
            "memory gateway was 584MiB",
            "no service restarts: restarted: gateway");
  }

  @Test
  void oneStalledGroupIsEnough() throws IOException {
    Summary summary = dawn(all -> of(all, "sealing").put("age", Map.of("MILO", 900, "CLS", 7_300)));
    assertThat(unlike(summary, Met.MET))
        .isEqualTo("new epochs sealed every hour: age CLS was 2h 1m at 2026-11-14 02:20 UTC");
  }

  @Test
  void whatOneRunCouldNotMeasureIsUnknown() throws IOException {
    Summary summary = dawn(all -> of(all, "signals").clear());

    assertThat(summary.title()).isEqualTo("❓ DAWN: 1 of 5 criteria unknown");
    assertThat(unlike(summary, Met.MET))
        .isEqualTo(
            "growth under 100k rows per hour: 1 of 5 runs did not measure rowsPerHour of signals");
  }

  @Test
  void oneGroupThatWasMeasuredProvesNothingOfAnother() throws IOException {
    Instant bad = Instant.parse("2026-11-14T02:20:00Z");
    for (Instant at = START;
        at.isBefore(bad.plus(Duration.ofHours(9)));
        at = at.plusSeconds(7200)) {
      boolean lost = at.equals(bad);
      run(
          at,
          5,
          all ->
              of(all, "sealing")
                  .put("age", lost ? Map.of("MILO", 900) : Map.of("MILO", 900, "CLS", 900)));
    }
    assertThat(unlike(dawn(), Met.MET))
        .isEqualTo("new epochs sealed every hour: 1 of 5 runs did not measure age CLS of sealing");
  }

  @Test
  void whatACheckCouldNotTellAllNightIsUnknown() throws IOException {
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(7)));
        at = at.plusSeconds(7200)) {
      unknown = Optional.of("CLS");
      run(at, 5, all -> {});
    }
    Summary summary = dawn();

    assertThat(summary.title()).isEqualTo("❓ DAWN: 1 of 5 criteria unknown");
    assertThat(unlike(summary, Met.MET))
        .isEqualTo(
            "new epochs sealed every hour: CLS could not be determined at 2026-11-13 22:20 UTC: no seals");
  }

  @Test
  void anAppThatRunsFromTimeToTimeNeedsNoMemoryAllNight() throws IOException {
    Summary summary =
        dawn(
            all -> {
              of(all, "workers").put("memory", Map.of("gateway", 100, "discovery", 100));
              of(all, "workers").put("offline", Map.of("gateway", 0));
            });
    assertThat(unlike(summary, Met.MET)).isEmpty();
  }

  @Test
  void aNightWithAMissingRunIsNeverAllMet() throws IOException {
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(14)));
        at = at.plusSeconds(7200)) {
      if (!at.equals(Instant.parse("2026-11-14T02:20:00Z"))) {
        run(at, 5, all -> {});
      }
    }
    Summary summary = dawn();

    assertThat(summary.title()).isEqualTo("❓ DAWN: 5 of 5 criteria unknown");
    assertThat(unlike(summary, Met.MET))
        .contains(
            "not all runs are known: overnight: 5 due by schedule: 4 ran, 1 missed; missed: ");
  }

  @Test
  void aNightWithoutRunsIsNeverAllMet() throws IOException {
    assertThat(dawn().title()).isEqualTo("❓ DAWN: 5 of 5 criteria unknown");
    run(START, 5, all -> {});
    Summary later = dawn();
    assertThat(later.title()).isEqualTo("❓ DAWN: 5 of 5 criteria unknown");
    assertThat(later.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void restartsByUpkeepAreNone() throws IOException {
    Instant restart = Instant.parse("2026-11-14T01:00:00Z");
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(7)));
        at = at.plusSeconds(7200)) {
      run(at, at.isAfter(restart) ? 6 : 5, all -> {});
    }
    assertThat(unlike(dawn(), Met.MET)).contains("restarted: gateway 1 time");

    history
        .actions()
        .begin(
            new Actions.Action(
                "R", "restart", "restart", "pm2", "gateway", "1=7", restart, Optional.empty()));
    assertThat(unlike(dawn(), Met.MET))
        .as("of a run that was killed it is not known whether it restarted anything")
        .contains("restarted: gateway 1 time");
    // The next run takes it up, and proves it.
    long taken =
        history
            .actions()
            .begin(
                new Actions.Action(
                    "S", "restart", "restart", "pm2", "gateway", "1=7", restart, Optional.empty()));
    history.actions().end(taken, new Actions.Ending(restart.plusSeconds(20), true, "well"));
    assertThat(unlike(dawn(), Met.MET)).isEmpty();
    assertThat(SummaryPrinter.text(dawn())).contains("no service restarts: none but 1 by upkeep");
  }

  @Test
  void aWeekIsHeldAgainstTheWeekBefore() throws IOException {
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(14)));
        at = at.plusSeconds(7200)) {
      long bytes = at.isBefore(Instant.parse("2026-11-15T00:00:00Z")) ? 100 << 20 : 150 << 20;
      run(at, 5, all -> of(all, "workers").put("memory", Map.of("gateway", bytes)));
    }
    Summary week = summary("weekly", Instant.parse("2026-11-22T00:00:00Z"));

    assertThat(week.title()).isEqualTo("✅ WEEKLY: 0 incidents");
    assertThat(week.trends())
        .first()
        .satisfies(
            trend ->
                assertThat(trend.cells())
                    .startsWith("workers memory gateway", "100MiB", "150MiB", "+50%", "150MiB"));
    assertThat(SummaryPrinter.markdown(week))
        .contains("| workers memory gateway | 100MiB | 150MiB");
    assertThat(SummaryPrinter.html(week)).contains(">workers memory gateway</td>", ">+50%</td>");
  }
}
