package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.table.Columns;
import io.gapwatch.agent.probe.table.EpochUnit;
import io.gapwatch.agent.probe.table.TimeColumn;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table beside that of the seals, with many rows for each of them: who took part.
 *
 * @param channel and {@code group}: its columns, if they are not of the usual names
 */
record ParticipantTable(
    String table, String epoch, Optional<String> channel, Optional<String> group) {
  static final String USUAL_CHANNEL = "channel";
  static final String USUAL_GROUP = "token_group";

  private static final Key<String> TABLE =
      Key.required("table", TableName.kind(), "the table or view, optionally with its schema");
  private static final Key<String> EPOCH =
      Key.optional("epoch", Kinds.text(), "its column of epochs").withDefault("epoch");
  private static final Key<String> CHANNEL =
      Key.optional(
          "channel", Kinds.text(), "its column of channels; left out: channel, if it has one");
  private static final Key<String> GROUP =
      Key.optional(
          "group", Kinds.text(), "its column of groups; left out: token_group, if it has one");

  static Kind<ParticipantTable> kind() {
    return Kinds.map(Shape.of(TABLE, EPOCH, CHANNEL, GROUP), ParticipantTable::of);
  }

  private static ParticipantTable of(Settings settings) {
    return new ParticipantTable(
        settings.get(TABLE), settings.get(EPOCH), settings.find(CHANNEL), settings.find(GROUP));
  }

  /** Rows by what they belong to. */
  record Counts(Map<Unit, Long> rows, boolean grouped) {
    Counts {
      rows = Map.copyOf(rows);
    }

    /**
     * How many belong to a seal. Rows of no group, such as those from before it had a column,
     * belong to every group.
     */
    long of(Seal seal) {
      long own = grouped && !seal.group().isEmpty() ? of(seal, seal.group()) : 0;
      return own + of(seal, "");
    }

    /** Those that belong to no group; all of them, if no row says where it belongs. */
    Counts ofNoGroup() {
      return grouped
          ? new Counts(
              rows.entrySet().stream()
                  .filter(row -> row.getKey().group().isEmpty())
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
              false)
          : this;
    }

    /** The same without epochs that have not begun: nobody can have taken part. */
    Counts upTo(Instant now) {
      return new Counts(
          rows.entrySet().stream()
              .filter(row -> !row.getKey().epoch().isAfter(now))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
          grouped);
    }

    /** Whether somebody took part in this epoch or later. */
    boolean reach(Instant epoch) {
      return rows.keySet().stream().anyMatch(unit -> !unit.epoch().isBefore(epoch));
    }

    /** The newest epoch in which somebody took part; there must be one. */
    Instant newest() {
      return rows.keySet().stream().map(Unit::epoch).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** The newest in which somebody of a group did, or of none. */
    Optional<Instant> newestOf(String group) {
      return rows.keySet().stream()
          .filter(unit -> unit.group().equals(group) || unit.group().isEmpty())
          .map(Unit::epoch)
          .max(Comparator.naturalOrder());
    }

    private long of(Seal seal, String group) {
      return rows.getOrDefault(new Unit(seal.epoch(), seal.channel(), group), 0L);
    }
  }

  /** One channel of one group in one epoch. */
  record Unit(Instant epoch, String channel, String group) {}

  /** The same, where it is known what its times count. */
  record Timed(ParticipantTable side, Timeline time) {
    /** Counts the rows of the epochs from one on. */
    Counts count(SqlSession session, Instant from, Duration timeout) {
      Map<Unit, Long> rows = new HashMap<>();
      session.query(
          question(session, from),
          timeout,
          row ->
              rows.put(
                  new Unit(time.instant(row.number(1)), row.text(2), row.text(3)), row.number(4)));
      return new Counts(rows, side.groups(session).isPresent());
    }

    /** What counting asks. */
    String question(SqlSession session, Instant from) {
      return "SELECT %s, %s, %s, count(*) FROM %s WHERE %s AND %s GROUP BY 1, 2, 3"
          .formatted(
              time.ticks(),
              text(column(session, side.table(), side.channel(), USUAL_CHANNEL)),
              lower(side.groups(session)),
              TableName.of(side.table()).quoted(),
              time.since(from),
              time.finite());
    }
  }

  Timed timed(SqlSession session, Optional<EpochUnit> unit, Duration timeout) {
    return new Timed(this, TimeColumn.timeline(session, table, epoch, unit, timeout));
  }

  private Optional<String> groups(SqlSession session) {
    return column(session, table, group, USUAL_GROUP);
  }

  /**
   * The column as configured, or that of the usual name, if there is one.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if the configured one is missing
   */
  static Optional<String> column(
      SqlSession session, String table, Optional<String> configured, String usual) {
    return configured
        .map(name -> Columns.of(session, table).get(name))
        .or(() -> Columns.of(session, table).find(usual))
        .map(SqlSession.Column::name);
  }

  /**
   * Where what is found of a group is. Rows without a group may go as others may, and then nobody
   * looks at them any longer; all rows are always there.
   *
   * @param grouped whether the table has groups
   */
  static Place place(String group, boolean grouped) {
    return group.isEmpty() && grouped ? Place.of("without a group") : Place.of(group);
  }

  static String text(Optional<String> column) {
    return column
        .map(name -> "coalesce(CAST(%s AS VARCHAR), '')".formatted(Dialect.quote(name)))
        .orElse("''");
  }

  /**
   * Groups are compared without case: a migration that writes them in another one is no new group.
   */
  static String lower(Optional<String> column) {
    return "lower(" + text(column) + ")";
  }
}
