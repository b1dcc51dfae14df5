package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.DebianPostgres;
import io.gapwatch.agent.source.sql.PostgresServer;
import io.gapwatch.agent.source.sql.SqlSession;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A primary and a replica that follows it. */
@Timeout(180)
class ReplicaIT {
  private static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");

  private static CheckResult ask(DebianPostgres server, CheckType type, String yaml) {
    String url = "postgres://monitor@127.0.0.1:%d/postgres".formatted(server.port());
    try (SqlSession session = PostgresServer.source("ledger", url).open(Duration.ofSeconds(30))) {
      return Judged.of(type, yaml, Contexts.of(session, NOW, Past.NONE));
    }
  }

  @Test
  void primaryKnowsItsReplicasAndAReplicaItself() throws IOException, SQLException {
    try (DebianPostgres primary = DebianPostgres.start();
        Connection admin = primary.admin()) {
      Databases.execute(
          admin,
          "CREATE ROLE monitor LOGIN IN ROLE pg_monitor",
          "CREATE TABLE epochs (id int PRIMARY KEY)",
          "SELECT pg_create_physical_replication_slot('standby', true)");
      try (DebianPostgres replica = primary.replica()) {
        Databases.execute(
            admin,
            """
            DO $$ BEGIN WHILE NOT EXISTS
                (SELECT FROM pg_stat_replication WHERE replay_lsn >= pg_current_wal_lsn())
              LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$\
            """);
        CheckResult seen =
            ask(primary, new ReplicationCheck(), "{replicas: 1, warning: off, critical: off}");
        assertThat(seen.findings()).isEmpty();
        assertThat(seen.summary())
            .matches("a primary, \\S+ at 127\\.0\\.0\\.1 \\S+, .* behind; 1 slot");
        assertThat(seen.measured()).containsEntry("replicas", 1).containsKeys("lag", "lagBytes");
        assertThat(seen.facts())
            .anySatisfy(
                fact -> {
                  assertThat(fact.label()).isEqualTo("slot standby");
                  assertThat(fact.text()).startsWith("inactive, keeps ");
                });

        CheckResult itself = ask(replica, new ReplicationCheck(), "{warning: off, critical: off}");
        assertThat(itself.summary()).startsWith("a replica, this replica ");
        assertThat(
                ask(replica, new ReachableCheck(), "{warning: off, connectTime: off}")
                    .facts()
                    .get(0)
                    .text())
            .contains(", replica, PostgreSQL ");
        assertThat(ask(replica, new DeadRowsCheck(), "{}").findings().get(0).observed())
            .endsWith("is a replica, which counts no dead rows");
      }
      Databases.execute(
          admin,
          """
          DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_stat_replication)
            LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$\
          """);
      CheckResult gone = ask(primary, new ReplicationCheck(), "{replicas: 1}");
      assertThat(gone.status()).isEqualTo(Status.CRITICAL);
      assertThat(gone.findings())
          .extracting(Finding::summary)
          .containsExactly("1 replica not connected");
    }
  }

  /** It is no replica: nobody misses it once it is made. */
  @Test
  void baseBackupIsNoReplica() throws IOException, SQLException {
    try (DebianPostgres primary = DebianPostgres.start();
        Connection admin = primary.admin()) {
      Databases.execute(admin, "CREATE ROLE monitor LOGIN IN ROLE pg_monitor");
      Process backup = primary.backup();
      try {
        Databases.execute(
            admin,
            """
            DO $$ BEGIN WHILE NOT EXISTS
                (SELECT FROM pg_stat_replication WHERE state = 'backup')
              LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$\
            """);
        CheckResult seen = ask(primary, new ReplicationCheck(), "{replicas: 0}");
        assertThat(seen.status()).isEqualTo(Status.OK);
        assertThat(seen.measured()).containsEntry("replicas", 0);
      } finally {
        backup.destroy();
      }
    }
  }

  /** Neither is the log that is copied beside a backup, nor the first copy of a table. */
  @Test
  void whatEndsByItselfIsNoReplica() throws IOException, SQLException {
    try (DebianPostgres primary = DebianPostgres.start("wal_level=logical");
        Connection admin = primary.admin();
        DebianPostgres subscriber = DebianPostgres.start();
        Connection there = subscriber.admin();
        Connection lock = subscriber.admin();
        Connection log = primary.walSender("nightly")) {
      Databases.execute(
          admin,
          "CREATE ROLE monitor LOGIN IN ROLE pg_monitor",
          "CREATE TABLE epochs (id int PRIMARY KEY)",
          "CREATE PUBLICATION epochs FOR TABLE epochs");
      Databases.execute(log, "CREATE_REPLICATION_SLOT pg_basebackup_77 TEMPORARY PHYSICAL");
      Databases.execute(there, "CREATE TABLE epochs (id int PRIMARY KEY)");
      Databases.execute(lock, "BEGIN", "LOCK TABLE epochs IN EXCLUSIVE MODE");
      Databases.execute(
          there,
          "CREATE SUBSCRIPTION mirror CONNECTION 'host=127.0.0.1 port=%d user=postgres dbname=postgres' PUBLICATION epochs"
              .formatted(primary.port()));
      Databases.execute(
          admin,
          """
          DO $$ BEGIN WHILE 3 > (SELECT count(*) FROM pg_stat_replication)
            LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$\
          """);
      CheckResult seen =
          ask(primary, new ReplicationCheck(), "{warning: off, critical: off, missing: off}");
      assertThat(seen.summary()).contains("mirror at 127.0.0.1");
      assertThat(seen.measured()).containsEntry("replicas", 1);
      Databases.execute(lock, "COMMIT");
    }
  }
}
