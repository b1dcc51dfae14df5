package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.text.Numbers;
import java.util.List;
import java.util.Map;

/** Looks the tables up in the catalog, which shows those of others as well. */
final class PrimaryKeysProbe implements Probe {
  private static final int NAMED = 10;

  private final List<String> except;

  PrimaryKeysProbe(List<String> except) {
    this.except = List.copyOf(except);
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    List<Relation> tables =
        Relation.all(session, context.timeout()).stream()
            .filter(Relation::table)
            .filter(table -> except.stream().noneMatch(table::isNamed))
            .toList();
    List<String> without =
        tables.stream().filter(table -> !table.keyed()).map(Relation::name).toList();
    String summary =
        without.isEmpty()
            ? Numbers.count(tables.size(), "table") + ", each with a primary key"
            : Numbers.count(without.size(), "table") + " without a primary key: " + names(without);
    return Measured.saying(summary)
        .fact("Tables", Integer.toString(tables.size()))
        .fact("Without a primary key", without.isEmpty() ? "0" : names(without))
        .value(PrimaryKeysCheck.WITHOUT, without.size())
        .value(PrimaryKeysCheck.TABLES, tables.size())
        .observe(
            Observation.of(
                    PrimaryKeysCheck.WITHOUT,
                    "tables without a primary key",
                    without.size(),
                    Integer.toString(without.size()),
                    summary,
                    "add one (ALTER TABLE … ADD PRIMARY KEY), or name the table in except if it"
                        + " needs none")
                .with(Map.of("tables", without)))
        .build();
  }

  private static String names(List<String> all) {
    String shown = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? shown : shown + " and %d more".formatted(all.size() - NAMED);
  }
}
