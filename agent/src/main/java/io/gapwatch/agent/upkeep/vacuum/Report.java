package io.gapwatch.agent.upkeep.vacuum;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** What became of each table. */
final class Report {
  /** More lines than this nobody reads. */
  private static final int LISTED = 20;

  private final Need need;
  private final boolean dryRun;
  private final List<Consumer<Measured.Builder>> lines = new ArrayList<>();
  private int listed;
  private int vacuumed;
  private int left;

  Report(Need need, boolean dryRun) {
    this.need = need;
    this.dryRun = dryRun;
  }

  private void line(Table table, String text) {
    if (listed++ < LISTED) {
      lines.add(reading -> reading.fact(table.name(), text));
    }
  }

  void done(Table before, Table after, Duration took) {
    vacuumed++;
    line(
        before,
        "%s → %s dead rows, %s → %s, in %s"
            .formatted(
                count(before.dead()),
                count(after.dead()),
                size(before.bytes()),
                size(after.bytes()),
                Durations.text(took)));
    lines.add(
        reading -> {
          reading
              .value(VacuumAction.DEAD_BEFORE, before.name(), before.dead())
              .value(VacuumAction.DEAD_AFTER, before.name(), after.dead())
              .value(VacuumAction.TOOK, before.name(), Durations.seconds(took));
          before
              .bytes()
              .ifPresent(bytes -> reading.value(VacuumAction.BYTES_BEFORE, before.name(), bytes));
          after
              .bytes()
              .ifPresent(bytes -> reading.value(VacuumAction.BYTES_AFTER, before.name(), bytes));
          reading.observe(
              Observation.of(
                  VacuumAction.KEPT,
                  keptOf(before),
                  (double) after.dead(),
                  count(after.dead()),
                  "%s dead rows of %s could not be removed"
                      .formatted(count(after.dead()), before.name()),
                  "a transaction that is still open needs them: the checks db-idle-in-transaction"
                      + " and db-long-queries say which"));
        });
  }

  private static String keptOf(Table table) {
    return table.name() + " dead rows";
  }

  /** Whether its dead rows can be removed is not known this time. */
  private void notVacuumed(Table table) {
    left++;
    lines.add(reading -> reading.untold(keptOf(table)));
  }

  /**
   * What a run would do.
   *
   * @param forbidden why the server would skip it; empty if it would not
   */
  void would(Table table, String forbidden) {
    if (!forbidden.isEmpty()) {
      noRight(table, "the server would skip %s: %s".formatted(table.name(), forbidden));
      return;
    }
    line(
        table,
        "would be vacuumed: %s dead rows, %s".formatted(count(table.dead()), size(table.bytes())));
  }

  void locked(Table table, String by) {
    notVacuumed(table);
    line(table, "%s dead rows, skipped: %s has it locked".formatted(count(table.dead()), by));
    if (!by.equals("autovacuum")) {
      observe(
          VacuumAction.LEFT,
          table,
          "locked by " + by,
          "%s was skipped: %s has it locked".formatted(table.name(), by),
          "the check db-locks says who blocks whom; the next run tries again. With pg_monitor the"
              + " role sees whether it is autovacuum, which needs no help");
    }
  }

  void late(Table table) {
    notVacuumed(table);
    line(table, "%s dead rows, left: the deadline passed".formatted(count(table.dead())));
    observe(
        VacuumAction.LEFT,
        table,
        "out of time",
        table.name() + " was left: the deadline passed first",
        "raise the deadline of the upkeep, or run it more often");
  }

  void denied(Table table, String why) {
    noRight(table, "the server skipped %s: %s".formatted(table.name(), why));
  }

  private void noRight(Table table, String summary) {
    notVacuumed(table);
    line(table, "%s dead rows, skipped: no right to vacuum it".formatted(count(table.dead())));
    observe(
        VacuumAction.DENIED,
        table,
        "no right",
        summary,
        "let the role of the upkeep's source own the table, or be a member of its owner; from"
            + " PostgreSQL 17 on GRANT MAINTAIN suffices");
  }

  void failed(Table table, SourceUnavailableException why) {
    notVacuumed(table);
    line(table, "%s dead rows, failed".formatted(count(table.dead())));
    lines.add(
        reading ->
            reading.unmeasured(
                new Unmeasured(table.name(), String.valueOf(why.getMessage()), why.remedy())));
  }

  void unseen(Table table) {
    vacuumed++;
    line(table, "vacuumed, but the statistics of the server do not show it yet");
    lines.add(
        reading ->
            reading.unmeasured(
                new Unmeasured(
                        table.name(),
                        "the statistics do not show the vacuum of %s yet".formatted(table.name()),
                        "look again: SELECT * FROM pg_stat_user_tables")
                    .hiding(Set.of(keptOf(table)))));
  }

  void unknown(Map<String, String> names) {
    names.forEach(
        (name, key) ->
            lines.add(
                reading ->
                    reading.unmeasured(
                        new Unmeasured(
                            name,
                            "there is no table " + name,
                            "correct its name in %s; with its schema, unless that is public"
                                .formatted(key)))));
  }

  private void observe(Metric metric, Table table, String seen, String summary, String remedy) {
    lines.add(
        reading ->
            reading
                .value(metric, table.name(), 1)
                .observe(Observation.of(metric, table.name(), 1, seen, summary, remedy)));
  }

  /**
   * The reading.
   *
   * @param share which part of the tables needed it
   */
  Measured.Builder reading(String share) {
    String needed =
        share
            + " had more than "
            + Numbers.text(need.deadRows())
            + " dead rows"
            + (dryRun ? "; nothing was done" : "");
    Measured.Builder reading =
        Measured.saying(
            dryRun
                ? needed
                : "vacuumed %s%s; %s"
                    .formatted(
                        Numbers.count(vacuumed, "table"),
                        left > 0 ? ", left " + left : "",
                        needed));
    lines.forEach(line -> line.accept(reading));
    if (listed > LISTED) {
      reading.fact("More", Numbers.count(listed - LISTED, "table"));
    }
    return reading.value(VacuumAction.VACUUMED, vacuumed);
  }

  private static String count(long rows) {
    return "%,d".formatted(rows);
  }

  private static String size(OptionalDouble bytes) {
    return bytes.isPresent() ? Sizes.text(bytes.getAsDouble()) : "size unknown";
  }
}
