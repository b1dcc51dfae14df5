package io.gapwatch.agent.upkeep.vacuum;

import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.PostgresUpkeep;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.upkeep.Action;
import io.gapwatch.agent.upkeep.ActionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Vacuums the tables that need it, those with most dead rows first. */
final class Vacuum implements Action {
  private static final int SKIP_LOCKED_SINCE = 120_000;
  private static final Duration QUESTION = Duration.ofSeconds(30);

  private final Need need;

  Vacuum(Need need) {
    this.need = need;
  }

  @Override
  public Reading act(ActionContext context) {
    PostgresUpkeep session = context.session(PostgresUpkeep.class);
    if (session.version() < SKIP_LOCKED_SINCE) {
      return new Unavailable(
          session.answeredBy() + " cannot skip locked tables: that came with PostgreSQL 12",
          "leave the vacuum to autovacuum on this server");
    }
    String cannot =
        session
            .list(
                "SELECT CASE WHEN pg_is_in_recovery() THEN 'is a replica, which cannot be vacuumed'"
                    + " WHEN NOT current_setting('track_counts')::boolean"
                    + " THEN 'counts no dead rows: track_counts is off' ELSE '' END",
                context.within(QUESTION),
                row -> row.text(1))
            .get(0);
    if (!cannot.isEmpty()) {
      return new Unavailable(
          session.answeredBy() + " " + cannot,
          "name the primary in the source, with track_counts on");
    }
    List<Table> all = Table.all(session, context.within(QUESTION));
    List<Table> needy = all.stream().filter(need::of).toList();
    return work(context, session, all, needy);
  }

  private Reading work(
      ActionContext context, PostgresUpkeep session, List<Table> all, List<Table> needy) {
    Report report = new Report(need, context.dryRun());
    report.unknown(missing(all));
    for (Table table : needy) {
      if (!table.holder().isEmpty()) {
        report.locked(table, table.holder());
      } else if (context.dryRun()) {
        report.would(table, table.forbidden(session, context.within(QUESTION)));
      } else if (context.isOver()) {
        report.late(table);
      } else {
        vacuum(context, session, table, report);
      }
    }
    return report
        .reading("%s of %s".formatted(needy.size(), Numbers.count(all.size(), "table")))
        .fact("Database", session.answeredBy())
        .build();
  }

  /**
   * Names in the configuration that no table has, and the key that has them: whoever mistypes an
   * exception believes a table to be safe that is not.
   */
  private Map<String, String> missing(List<Table> all) {
    Map<String, String> missing = new TreeMap<>();
    need.except().forEach(name -> missing.put(name, "tables.except"));
    need.only().forEach(name -> missing.put(name, "tables.only"));
    missing
        .keySet()
        .removeIf(name -> all.stream().anyMatch(table -> table.isNamedIn(Set.of(name))));
    return missing;
  }

  private static void vacuum(
      ActionContext context, PostgresUpkeep session, Table table, Report report) {
    var step = context.ledger().begin(table.name(), Long.toString(table.dead()));
    Duration began = context.left().get();
    try {
      List<PostgresUpkeep.Notice> notices =
          session.execute(
              "VACUUM (ANALYZE, SKIP_LOCKED) " + table.quoted(),
              context.within(Duration.ofDays(1)));
      Duration took = began.minus(context.left().get());
      Table after = new Statistics(context, session).after(table);
      if (after.vacuums() > table.vacuums()) {
        step.end(true, "%,d dead rows before, %,d after".formatted(table.dead(), after.dead()));
        report.done(table, after, took);
      } else if (notices.stream().anyMatch(PostgresUpkeep.Notice::isLocked)) {
        step.end(false, "locked");
        report.locked(table, "another session");
      } else if (notices.isEmpty()) {
        step.end(true, "not yet in the statistics");
        report.unseen(table);
      } else {
        step.end(false, notices.get(0).text());
        report.denied(table, notices.get(0).text());
      }
    } catch (SourceUnavailableException e) {
      step.end(false, String.valueOf(e.getMessage()));
      if (context.isOver()) {
        report.late(table);
      } else {
        report.failed(table, e);
      }
    }
  }
}
