package io.gapwatch.agent.summary;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Commit;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.report.Criterion.Met;
import io.gapwatch.agent.report.Summary;
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

/** A fortnight of runs every two hours, with a fault in each of some nights. */
final class Fortnight implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-08T00:20:00Z");

  private final Path folder;
  private final History history;

  /** A group that the sealing check cannot tell. */
  private Optional<String> unknown = Optional.empty();

  Fortnight(Path folder) {
    this.folder = folder;
    history = History.open(folder.resolve("state"));
  }

  @Override
  public void close() {
    history.close();
  }

  History history() {
    return history;
  }

  /** From now on, the sealing check cannot tell this group. */
  void cannotTell(String group) {
    unknown = Optional.of(group);
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
          machine: {type: host}
        jobs:
          overnight:
            schedule: "20 */2 * * *"
            checks:
              - {id: workers, type: processes, source: workers}
              - {id: sealing, type: epochs, source: ledger, table: sealed_epochs}
              - {id: signals, type: growth, source: ledger, table: user_signals}
              - {id: memory, type: memory, source: machine}
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
    all.put("memory", new LinkedHashMap<>());
    return all;
  }

  interface Change {
    void of(Map<String, Map<String, Object>> measured);
  }

  static Map<String, Object> numbers(Map<String, Map<String, Object>> all, String check) {
    return Objects.requireNonNull(all.get(check));
  }

  void run(Instant at, long restarts, Change change) {
    Map<String, Map<String, Object>> measured = night(restarts);
    change.of(measured);
    Run run = Run.started("R" + at, "overnight", at);
    history.runs().start(run);
    List<CheckResult> results = new ArrayList<>();
    Map<String, String> types =
        Map.of(
            "workers", "processes", "sealing", "epochs", "signals", "growth", "memory", "memory");
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
  Summary dawn(Change fault) throws IOException {
    Instant bad = Instant.parse("2026-11-14T02:20:00Z");
    for (Instant at = START;
        at.isBefore(START.plus(Duration.ofDays(14)));
        at = at.plusSeconds(7200)) {
      run(at, 5, at.equals(bad) ? fault : all -> {});
    }
    return dawn();
  }

  Summary dawn() throws IOException {
    return summary("dawn", Instant.parse("2026-11-14T07:00:00Z"));
  }

  Summary summary(String name, Instant now) throws IOException {
    Config config = config();
    return Summaries.of(history, config, Objects.requireNonNull(config.summaries().get(name)), now);
  }

  static String unlike(Summary summary, Met met) {
    return String.join(
        "; ",
        summary.criteria().stream()
            .filter(each -> each.met() != met)
            .map(each -> each.text() + ": " + each.why())
            .toList());
  }
}
