package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.probe.Formerly;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks what this server knows: a primary its replicas, a replica its primary, both their slots. */
final class ReplicationProbe implements Probe {
  /** And a day: cron begins a weekly run some seconds more than a week after the one before. */
  private static final Duration WEEK = Duration.ofDays(8);

  private static final String HERE =
      "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END";

  /**
   * An idle replica that has replayed everything has no lag in time: it is 0 by its bytes. A base
   * backup, the log that is copied beside it, and the first copy of a table for a subscription end
   * by themselves. What copies that table names itself after the subscription and the table.
   */
  private static final String REPLICAS =
      """
      SELECT coalesce(nullif(application_name, ''), 'replica') || ' at '
          || coalesce(host(client_addr), 'local socket'), state,
        extract(epoch FROM replay_lag),
        pg_wal_lsn_diff(%s, coalesce(replay_lsn, flush_lsn, write_lsn))
      FROM pg_stat_replication
      WHERE state <> 'backup' AND application_name <> 'pg_basebackup'
        AND application_name !~ '_[0-9]+_sync_[0-9]+(_[0-9]+)?$'
        AND NOT EXISTS (SELECT FROM pg_replication_slots WHERE temporary AND active_pid = pid
          AND slot_name LIKE 'pg\\_basebackup\\_%%')
      ORDER BY 1
      """
          .formatted(HERE);

  private static final String SLOTS =
      """
      SELECT slot_name, active, wal_status, pg_wal_lsn_diff(%s, restart_lsn)
      FROM pg_replication_slots WHERE NOT temporary ORDER BY 1
      """
          .formatted(HERE);

  /** What was replayed last says how old a replica is, unless it is connected and has it all. */
  private static final String ITSELF =
      """
      SELECT coalesce((SELECT status FROM pg_stat_wal_receiver), ''),
        CASE WHEN EXISTS (SELECT FROM pg_stat_wal_receiver)
            AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
          ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END,
        pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
      """;

  private final Optional<Long> expected;

  ReplicationProbe(Optional<Long> expected) {
    this.expected = expected;
  }

  /** One that is behind. */
  private record Follower(String name, String state, OptionalDouble seconds, OptionalDouble bytes) {
    static Follower read(Row row) {
      return new Follower(row.text(1), row.text(2), row.decimal(3), row.decimal(4));
    }

    static Follower itself(Row row) {
      return new Follower("this replica", row.text(1), row.decimal(2), row.decimal(3));
    }

    OptionalDouble lag() {
      return seconds.isEmpty() && bytes.isPresent() && bytes.getAsDouble() <= 0
          ? OptionalDouble.of(0)
          : seconds;
    }
  }

  private record Slot(String name, boolean active, String status, OptionalDouble bytes) {
    String subject() {
      return "slot " + name;
    }

    static Slot read(Row row) {
      return new Slot(row.text(1), row.truth(2), row.text(3), row.decimal(4));
    }
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    Server server = Server.of(session, context.timeout());
    if (!server.seesAll()) {
      throw server.hidden("its replicas");
    }
    List<Follower> replicas = session.list(REPLICAS, context.timeout(), Follower::read);
    List<Slot> slots = session.list(SLOTS, context.timeout(), Slot::read);
    List<Follower> all = new ArrayList<>(replicas);
    if (server.replica()) {
      all.addAll(session.list(ITSELF, context.timeout(), Follower::itself));
    }
    Formerly formerly = formerly(context, replicas.size());
    long wanted = expected.orElse(formerly.most());
    if (all.isEmpty() && slots.isEmpty() && wanted == 0 && expected.isEmpty()) {
      return new Unavailable(
          "%s is a primary without replicas and without slots, and none is expected"
              .formatted(server.place()),
          "say in replicas how many there must be, or name another server in the source");
    }
    Measured.Builder reading =
        Measured.saying(summary(server, all, slots))
            .fact("Server", server.text())
            .value(ReplicationCheck.REPLICAS, replicas.size());
    all.forEach(one -> addFollower(reading, one));
    slots.forEach(slot -> addSlot(reading, slot));
    addMissing(reading, all, server, wanted - replicas.size(), place(formerly));
    List<String> parts = parts(all, slots);
    parts.addAll(formerly.parts());
    return reading.coveringWhatIsObserved(parts).build();
  }

  private Place place(Formerly formerly) {
    return expected.isPresent() ? Place.WHOLE : formerly.place();
  }

  /** The replicas and slots that there are: one that went is not well. */
  private static List<String> parts(List<Follower> followers, List<Slot> slots) {
    return Stream.concat(followers.stream().map(Follower::name), slots.stream().map(Slot::subject))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Formerly formerly(ProbeContext context, long present) {
    Instant since = context.now().minus(WEEK.multipliedBy(2));
    return Formerly.of(
        "replicas of the last week",
        context.past(ReplicationCheck.REPLICAS, since),
        present,
        context.now(),
        WEEK);
  }

  private static String summary(Server server, List<Follower> all, List<Slot> slots) {
    String followers =
        all.stream()
            .map(ReplicationProbe::text)
            .reduce((a, b) -> a + "; " + b)
            .orElse("no replica is connected");
    return "%s, %s; %s"
        .formatted(
            server.replica() ? "a replica" : "a primary",
            followers,
            Numbers.count(slots.size(), "slot"));
  }

  private static String text(Follower one) {
    return "%s %s, %s behind"
        .formatted(
            one.name(),
            one.state().isEmpty() ? "not connected" : one.state(),
            one.lag().isPresent() ? Longest.text(one.lag().getAsDouble()) : "unknown how far");
  }

  private static void addFollower(Measured.Builder reading, Follower one) {
    reading.fact(one.name(), text(one));
    String remedy =
        "look at the log of the replica, at the network between both and at long queries on it";
    if (one.lag().isEmpty()) {
      reading.unmeasured(
          new Unmeasured(
                  one.name(),
                  "how far it is behind is not known: it has not replayed a transaction yet",
                  remedy)
              .at(Place.of(one.name())));
    }
    one.lag()
        .ifPresent(
            lag ->
                reading
                    .value(ReplicationCheck.LAG, one.name(), lag)
                    .observe(
                        Observation.of(
                                ReplicationCheck.LAG,
                                one.name(),
                                lag,
                                Longest.text(lag),
                                text(one),
                                remedy)
                            .at(Place.of(one.name()))));
    one.bytes()
        .ifPresent(
            bytes ->
                reading
                    .value(ReplicationCheck.LAG_BYTES, one.name(), bytes)
                    .observe(
                        Observation.of(
                                ReplicationCheck.LAG_BYTES,
                                one.name() + ": bytes",
                                bytes,
                                Sizes.text(bytes),
                                "%s has not replayed %s".formatted(one.name(), Sizes.text(bytes)),
                                remedy)
                            .at(Place.of(one.name()))));
  }

  private static void addSlot(Measured.Builder reading, Slot slot) {
    String text =
        "%s, keeps %s%s"
            .formatted(
                slot.active() ? "active" : "inactive",
                slot.bytes().isPresent() ? Sizes.text(slot.bytes().getAsDouble()) : "nothing",
                slot.status().equals("lost") ? ", lost" : "");
    String subject = slot.subject();
    double bytes = slot.bytes().orElse(0);
    boolean lost = slot.status().equals("lost");
    reading
        .fact(subject, text)
        .value(ReplicationCheck.SLOT_BYTES, slot.name(), bytes)
        .observe(
            Observation.of(
                    ReplicationCheck.SLOT_BYTES,
                    subject,
                    bytes,
                    Sizes.text(bytes),
                    "%s is %s".formatted(subject, text),
                    "bring back what reads the slot; one that nobody needs fills the disk, so ask its"
                        + " owner")
                .at(Place.of(subject)))
        .value(ReplicationCheck.LOST_SLOTS, slot.name(), lost ? 1 : 0)
        .observe(
            Observation.of(
                    ReplicationCheck.LOST_SLOTS,
                    subject + ": lost",
                    lost ? 1 : 0,
                    lost ? "lost" : "kept",
                    subject + " is lost: what its replica needs was removed",
                    "set the replica up anew from a base backup")
                .at(Place.of(subject)));
  }

  private static void addMissing(
      Measured.Builder reading, List<Follower> all, Server server, long lacking, Place place) {
    boolean cutOff = server.replica() && all.stream().anyMatch(one -> one.state().isEmpty());
    long missing = Math.max(0, lacking) + (cutOff ? 1 : 0);
    String text =
        cutOff
            ? "this replica is not connected to its primary"
            : Numbers.count(missing, "replica") + " not connected";
    reading
        .value(ReplicationCheck.MISSING, missing)
        .observe(
            Observation.of(
                    ReplicationCheck.MISSING,
                    "replicas",
                    (double) missing,
                    Long.toString(missing),
                    text,
                    "look at the log of the replica; say the new number in replicas if one was"
                        + " removed")
                .at(place));
  }
}
