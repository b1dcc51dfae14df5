package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.source.sql.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks all databases of the server, as any of them stops all writes, and the tables of this one.
 */
final class WraparoundProbe implements Probe {
  /** Numbers of transactions go round at 2^32, and half of them are in the past. */
  private static final double ALL = 1L << 31;

  private static final int NAMED = 3;
  private static final String QUESTION =
      "SELECT datname, age(datfrozenxid), mxid_age(datminmxid) FROM pg_database ORDER BY 2 DESC";
  private static final String REMEDY =
      "end what is oldest (idle transactions, prepared transactions, unused replication slots),"
          + " then VACUUM (FREEZE) the oldest tables";

  private record Aged(String name, long transactions, long locks) {
    static Aged read(Row row) {
      return new Aged(row.text(1), row.number(2), row.number(3));
    }
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    List<Aged> databases = session.list(QUESTION, context.timeout(), Aged::read);
    Aged oldest = databases.get(0);
    Aged locked = databases.stream().max(Comparator.comparingLong(Aged::locks)).orElseThrow();
    double used = 100 * oldest.transactions() / ALL;
    double multixact = 100 * locked.locks() / ALL;
    String tables = tables(session, context);
    Measured.Builder reading =
        Measured.saying(
                "%s of the transaction numbers used, most by %s"
                    .formatted(Unit.PERCENT.text(used), oldest.name()))
            .fact("Oldest database", text(oldest.name(), oldest.transactions()))
            .fact("Oldest tables here", tables)
            .value(WraparoundCheck.USED, used)
            .value(WraparoundCheck.MULTIXACT, multixact)
            .observe(
                observation(
                    WraparoundCheck.USED, "transaction numbers", used, oldest.name(), tables))
            .observe(
                observation(
                    WraparoundCheck.MULTIXACT,
                    "numbers of shared locks",
                    multixact,
                    locked.name(),
                    tables));
    databases.forEach(
        database -> reading.value(WraparoundCheck.AGE, database.name(), database.transactions()));
    return reading.build();
  }

  private static String tables(PostgresSession session, ProbeContext context) {
    String oldest =
        Relation.any(session, context.timeout()).stream()
            .sorted(Comparator.comparingLong(table -> -table.age()))
            .limit(NAMED)
            .map(table -> text(table.name(), table.age()))
            .collect(Collectors.joining("; "));
    return oldest.isEmpty() ? "it has none" : oldest;
  }

  private static String text(String name, long transactions) {
    return "%s, %,d transactions".formatted(name, transactions);
  }

  private static Observation observation(
      Metric metric, String subject, double share, String database, String tables) {
    String text = Unit.PERCENT.text(share);
    return Observation.of(
            metric,
            subject,
            share,
            text,
            "%s used, most by database %s; the server stops at 100%%; oldest tables: %s"
                .formatted(text, database, tables),
            REMEDY)
        .with(Map.of("database", database));
  }
}
