package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.Columns;
import io.gapwatch.agent.probe.table.TimeColumn;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the seals, as it is: which columns it has, and of what types, is asked first. */
final class SealTable {
  private final EpochsSettings settings;
  private final SqlSession session;
  private final Duration timeout;
  private final String name;
  private final Timeline epochs;
  private final Timeline seals;
  private final Optional<String> group;
  private final Optional<String> channel;
  private final Optional<String> published;

  /**
   * @throws io.gapwatch.agent.source.SourceUnavailableException if it lacks a column that it needs
   */
  SealTable(EpochsSettings settings, SqlSession session, Duration timeout) {
    this.settings = settings;
    this.session = session;
    this.timeout = timeout;
    EpochsSettings.Columns columns = settings.columns();
    String table = settings.table();
    this.name = TableName.of(table).quoted();
    this.epochs = TimeColumn.timeline(session, table, columns.epoch(), settings.unit(), timeout);
    this.seals = TimeColumn.eachInItsUnit(session, table, columns.sealedAt());
    this.group =
        ParticipantTable.column(
            session,
            table,
            columns
                .group()
                .or(
                    () ->
                        settings.groups().stream()
                            .findAny()
                            .map(g -> ParticipantTable.USUAL_GROUP)),
            ParticipantTable.USUAL_GROUP);
    this.channel =
        ParticipantTable.column(session, table, columns.channel(), ParticipantTable.USUAL_CHANNEL);
    this.published =
        columns
            .published()
            .map(column -> Columns.of(session, table).get(column))
            .or(() -> Columns.of(session, table).find("published"))
            .map(SealTable::isPublished);
  }

  /** As a truth value, whatever the column is; NULL is not published. */
  private static String isPublished(SqlSession.Column column) {
    String quoted = Dialect.quote(column.name());
    return switch (column.type()) {
      case "BOOL", "BOOLEAN" -> "coalesce(%s, FALSE)".formatted(quoted);
      case "DATE", "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" ->
          quoted + " IS NOT NULL";
      default -> "coalesce(%s <> 0, FALSE)".formatted(quoted);
    };
  }

  /** Whether it has a column of groups. */
  boolean tellsGroups() {
    return group.isPresent();
  }

  boolean tellsPublished() {
    return published.isPresent();
  }

  /** When a group began and ended, as far as is looked at. */
  record Extent(Instant first, Instant newest) {}

  /** All groups with a seal of an epoch that has begun, from this time on. */
  Map<String, Extent> groups(Optional<Instant> from, Instant now) {
    Map<String, Extent> groups = new LinkedHashMap<>();
    session.query(
        groupsQuestion(from, now),
        timeout,
        row ->
            groups.put(
                row.text(1),
                new Extent(epochs.instant(row.number(2)), epochs.instant(row.number(3)))));
    return groups;
  }

  private String groupsQuestion(Optional<Instant> from, Instant now) {
    return "SELECT %1$s, min(%2$s), max(%2$s) FROM %3$s WHERE %4$s AND %5$s AND %6$s AND %7$s GROUP BY 1 ORDER BY 1"
        .formatted(
            ParticipantTable.lower(group),
            epochs.ticks(),
            name,
            from.map(epochs::since).orElse("TRUE"),
            epochs.until(now),
            epochs.finite(),
            settings.filter());
  }

  /** The seals of the epochs from one on, those in the future as well. */
  List<Seal> since(Instant from) {
    return session.list(sinceQuestion(from), timeout, this::seal);
  }

  private String sinceQuestion(Instant from) {
    return "SELECT %s, %s, %s, %s, %s FROM %s WHERE %s AND %s AND %s"
        .formatted(
            epochs.ticks(),
            ParticipantTable.text(channel),
            ParticipantTable.lower(group),
            seals.finiteTicks(),
            published.orElse("FALSE"),
            name,
            epochs.since(from),
            epochs.finite(),
            settings.filter());
  }

  /** What a table is asked in which groups sealed of late. */
  List<String> questions(Instant remembered, Instant from, Instant now) {
    List<String> all = new ArrayList<>();
    all.add(groupsQuestion(Optional.of(remembered), now));
    all.add(sinceQuestion(from));
    all.add(timelessQuestion());
    if (tellsPublished()) {
      all.add(backlogQuestion());
    }
    return all;
  }

  private Seal seal(Row row) {
    return new Seal(
        epochs.instant(row.number(1)),
        row.text(2),
        row.text(3),
        row.isNull(4) ? Optional.empty() : Optional.of(seals.instant(row.number(4))),
        row.truth(5));
  }

  /** How many rows have no epoch: NULL, or without end. */
  long timeless() {
    return session.list(timelessQuestion(), timeout, row -> row.number(1)).get(0);
  }

  private String timelessQuestion() {
    return "SELECT count(*) FROM %s WHERE %s AND %s"
        .formatted(name, epochs.timeless(), settings.filter());
  }

  /** The publishable seals that are not published, however old. */
  long backlog() {
    return session.list(backlogQuestion(), timeout, row -> row.number(1)).get(0);
  }

  private String backlogQuestion() {
    return "SELECT count(*) FROM %s WHERE NOT (%s) AND %s AND %s"
        .formatted(name, published.orElseThrow(), settings.publishable(), settings.filter());
  }

  /** Why there is no seal: each reason in its own words. */
  Unavailable nothing() {
    boolean any =
        !session
            .list("SELECT 1 FROM " + name + " LIMIT 1", timeout, row -> row.number(1))
            .isEmpty();
    return any
        ? new Unavailable(
            "no row of table %s is of an epoch up to now%s"
                .formatted(
                    settings.table(), settings.filter().equals("TRUE") ? "" : " and matches where"),
            "check the column in epoch and the condition in where against the table")
        : new Unavailable(
            "table %s is empty in %s".formatted(settings.table(), session.answeredBy()),
            "check that sealing writes to this table, and that this is its database");
  }
}
