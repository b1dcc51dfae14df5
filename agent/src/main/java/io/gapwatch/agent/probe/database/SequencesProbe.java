package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.text.Numbers;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the last value of each sequence. It is NULL where none was ever taken, and where a right is
 * missing: the one is nothing used, the other is unknown.
 */
final class SequencesProbe implements Probe {
  private static final int LISTED = 5;

  /**
   * The greatest value is that of the column, where it is of a smaller type (an old serial is): one
   * that owns it, or whose default asks it.
   */
  private static final String QUESTION =
      """
      SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
        has_sequence_privilege(c.oid, 'SELECT, USAGE'), q.seqcycle, q.seqincrement < 0,
        v.last_value::numeric, q.seqmin::numeric, q.seqmax::numeric,
        (SELECT min(CASE a.atttypid WHEN 'int2'::regtype THEN 32767
            WHEN 'int4'::regtype THEN 2147483647 END)::numeric
          FROM (
            SELECT refobjid, refobjsubid FROM pg_depend
              WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype IN ('a', 'i')
            UNION ALL SELECT f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
              WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
                AND d.refobjid = c.oid) AS filled
            JOIN pg_attribute a ON a.attrelid = filled.refobjid AND a.attnum = filled.refobjsubid)
      FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_sequences v ON v.schemaname = n.nspname AND v.sequencename = c.relname
      WHERE c.relpersistence <> 't'
      ORDER BY 1
      """;

  /**
   * One sequence.
   *
   * @param share of its values that are used, in hundredths
   */
  private record Used(String name, boolean readable, boolean cycles, double share) {
    static Used read(Row row) {
      boolean falls = row.truth(4);
      BigDecimal least = decimal(row, 6, BigDecimal.ONE);
      BigDecimal most =
          decimal(row, 7, BigDecimal.ONE).min(decimal(row, 8, decimal(row, 7, BigDecimal.ONE)));
      BigDecimal last = decimal(row, 5, falls ? most : least);
      BigDecimal taken = falls ? most.subtract(last) : last.subtract(least);
      BigDecimal all = most.subtract(least);
      return new Used(
          row.text(1),
          row.truth(2),
          row.truth(3),
          all.signum() <= 0 ? 100 : 100 * taken.doubleValue() / all.doubleValue());
    }

    private static BigDecimal decimal(Row row, int column, BigDecimal otherwise) {
      return row.value(column).map(BigDecimal.class::cast).orElse(otherwise);
    }
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    Server server = Server.of(session, context.timeout());
    List<Used> all = session.list(QUESTION, context.timeout(), Used::read);
    if (all.isEmpty()) {
      // A database without tables is the wrong one; one without sequences may be the right one.
      Relation.all(session, context.timeout());
    }
    List<Used> known =
        all.stream()
            .filter(Used::readable)
            // One that begins anew never ends.
            .filter(one -> !one.cycles())
            .sorted(Comparator.comparingDouble(one -> -one.share()))
            .toList();
    List<String> hidden = all.stream().filter(one -> !one.readable()).map(Used::name).toList();
    Measured.Builder reading =
        Measured.saying(summary(known, hidden))
            .fact("Sequences", Integer.toString(all.size()))
            .value(SequencesCheck.SEQUENCES, known.size());
    known.stream()
        .limit(LISTED)
        .forEach(
            one ->
                reading
                    .fact(one.name(), Unit.PERCENT.text(one.share()) + " used")
                    .value(SequencesCheck.USED, one.name(), one.share()));
    known.forEach(one -> reading.observe(observation(one)));
    if (!hidden.isEmpty()) {
      reading.unmeasured(
          new Unmeasured(
              "hidden sequences",
              "role %s may not read %s: %s"
                  .formatted(
                      server.role(),
                      Numbers.count(hidden.size(), "sequence"),
                      hidden.stream().limit(LISTED).collect(Collectors.joining(", "))),
              "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO " + server.role()));
    }
    return reading
        .covering(Covered.parts(all.stream().map(Used::name).collect(Collectors.toSet())))
        .build();
  }

  private static String summary(List<Used> known, List<String> hidden) {
    String most =
        known.isEmpty()
            ? "no sequence that ends"
            : "%s used of %s, the most of %s"
                .formatted(
                    Unit.PERCENT.text(known.get(0).share()),
                    known.get(0).name(),
                    Numbers.count(known.size(), "sequence"));
    return hidden.isEmpty() ? most : most + "; " + hidden.size() + " unknown";
  }

  private static Observation observation(Used one) {
    String text = Unit.PERCENT.text(one.share());
    return Observation.of(
            SequencesCheck.USED,
            one.name(),
            one.share(),
            text,
            "%s of its values used".formatted(text),
            "make the column and the sequence bigint before it ends (ALTER TABLE … ALTER COLUMN …"
                + " TYPE bigint rewrites the table: plan it)")
        .at(Place.of(one.name()));
  }
}
