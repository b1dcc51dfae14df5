package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the statistics. Where they were lost, their zero is not the number of dead rows. */
final class DeadRowsProbe implements Probe {
  private static final int LISTED = 5;

  private final double leastShare;
  private final long leastSize;

  DeadRowsProbe(double leastShare, long leastSize) {
    this.leastShare = leastShare;
    this.leastSize = leastSize;
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    Server server = Server.of(session, context.timeout());
    if (server.replica()) {
      return new Unavailable(
          "%s is a replica, which counts no dead rows".formatted(server.place()),
          "name the primary in the source");
    }
    if (!server.countsRows()) {
      return new Unavailable(
          "the server counts no rows: track_counts is off", "set track_counts = on");
    }
    List<Relation> tables = Relation.all(session, context.timeout());
    List<Relation> dirty =
        tables.stream()
            .filter(table -> table.dead() > 0)
            .sorted(Comparator.comparingLong(table -> -table.dead()))
            .toList();
    long all = dirty.stream().mapToLong(Relation::dead).sum();
    long forgotten = tables.stream().filter(DeadRowsProbe::isForgotten).count();
    Measured.Builder reading =
        Measured.saying(summary(dirty, all, forgotten, context.now()))
            .fact("Dead rows", "%,d in %s".formatted(all, counted(tables.size(), forgotten)))
            .value(DeadRowsCheck.ALL, all);
    dirty.stream()
        .limit(LISTED)
        .forEach(
            table ->
                reading
                    .fact(table.name(), text(table, context.now()))
                    .value(DeadRowsCheck.DEAD, table.name(), table.dead())
                    .value(DeadRowsCheck.SHARE, table.name(), share(table)));
    dirty.stream()
        .filter(table -> share(table) > leastShare && isLarge(table))
        .forEach(table -> reading.observe(observation(table, context.now())));
    tables.stream()
        .filter(table -> isForgotten(table) && isLarge(table))
        .forEach(
            table ->
                reading.unmeasured(
                    new Unmeasured(
                            table.name(),
                            "the statistics of table %s were lost, as a crash or a reset does"
                                .formatted(table.name()),
                            "let autovacuum pass, or run ANALYZE " + table.name())
                        .at(Place.of(table.name()))));
    return reading
        .covering(Covered.parts(tables.stream().map(Relation::name).collect(Collectors.toSet())))
        .build();
  }

  /**
   * It has more rows than the statistics saw being written, and nobody has counted since. What was
   * written after they were lost counts from zero.
   */
  private static boolean isForgotten(Relation table) {
    return !table.surveyed() && table.rows().orElse(0) > table.written();
  }

  /** One that is locked, so that its size is not known, may be large. */
  private boolean isLarge(Relation table) {
    return table.bytes().orElse(Double.POSITIVE_INFINITY) >= leastSize;
  }

  /**
   * Of all rows. Right after a bulk load the statistics may count rows twice, which would hide half
   * of the share; what the last analyze saw is held against them.
   */
  private static double share(Relation table) {
    double live = Math.min((double) table.live(), table.rows().orElse(Double.POSITIVE_INFINITY));
    return 100.0 * table.dead() / (table.dead() + live);
  }

  private static String summary(List<Relation> dirty, long all, long forgotten, Instant now) {
    String known =
        dirty.isEmpty()
            ? "no dead rows"
            : "%,d dead rows, most in %s: %s"
                .formatted(all, dirty.get(0).name(), text(dirty.get(0), now));
    return forgotten == 0
        ? known
        : "the statistics of %s were lost; in the others %s"
            .formatted(Numbers.count(forgotten, "table"), known);
  }

  /** Those whose statistics count anything. */
  private static String counted(long tables, long forgotten) {
    return forgotten == 0
        ? Numbers.count(tables, "table")
        : "%,d of %s; the statistics of the others were lost"
            .formatted(tables - forgotten, Numbers.count(tables, "table"));
  }

  private static String text(Relation table, Instant now) {
    return "%,d dead (%s), %s, last vacuum %s"
        .formatted(
            table.dead(),
            Unit.PERCENT.text(share(table)),
            table.bytes().isPresent() ? Sizes.text(table.bytes().getAsDouble()) : "size unknown",
            table
                .vacuumedAt()
                .map(at -> Durations.text(Duration.between(at, now)) + " ago")
                .orElse("never"));
  }

  private static Observation observation(Relation table, Instant now) {
    return Observation.of(
            DeadRowsCheck.DEAD,
            table.name(),
            (double) table.dead(),
            "%,d".formatted(table.dead()),
            text(table, now),
            "see what holds autovacuum up (long transactions, its settings for this table); then"
                + " VACUUM (ANALYZE) "
                + table.name())
        .at(Place.of(table.name()))
        .with(
            Map.of(
                "table",
                table.name(),
                "dead",
                table.dead(),
                "live",
                table.live(),
                "from",
                "statistics"));
  }
}
