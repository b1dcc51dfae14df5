package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences, transaction numbers, replication of a server that has none, the schema. */
interface CatalogContract extends Served {
  private void sequences() throws SQLException {
    execute(
        "CREATE SEQUENCE nearly MAXVALUE 100",
        "SELECT setval('nearly', 97)",
        "CREATE SEQUENCE unused",
        "CREATE SEQUENCE round MAXVALUE 100 CYCLE",
        "SELECT setval('round', 99)",
        "CREATE SEQUENCE down INCREMENT -1 MINVALUE -100 MAXVALUE -1",
        "SELECT setval('down', -90)",
        // A serial of old has a bigint sequence, and ends with its integer column.
        "CREATE TABLE claims (id int)",
        "CREATE SEQUENCE claims_id OWNED BY claims.id",
        "SELECT setval('claims_id', 2000000000)");
  }

  @Test
  default void sequencesNearTheirEnd() throws SQLException {
    sequences();
    execute("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO " + MONITOR);
    CheckResult result = ask(MONITOR, new SequencesCheck(), "{}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity, Finding::observed)
        .containsExactly(
            tuple("nearly", Severity.CRITICAL, "97%"),
            tuple("claims_id", Severity.WARNING, "93.1%"),
            tuple("down", Severity.WARNING, "89.9%"));
    assertThat(result.measured()).containsEntry("sequences", 4);
  }

  /** One that no column owns, as many frameworks make them, fills a column all the same. */
  @Test
  default void sequenceEndsWithTheColumnThatItFills() throws SQLException {
    execute(
        "CREATE SEQUENCE filling",
        "CREATE TABLE wide (id bigint DEFAULT nextval('filling'))",
        "CREATE TABLE narrow (id int DEFAULT nextval('filling'))",
        "SELECT setval('filling', 2147483647)");
    CheckResult result = ask(SUPERUSER, new SequencesCheck(), "{}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity, Finding::observed)
        .containsExactly(tuple("filling", Severity.CRITICAL, "100%"));
  }

  @Test
  default void sequencesOfADatabaseWithoutTablesAreUnknown() {
    CheckResult result = ask(SUPERUSER, new SequencesCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed()).endsWith("has no tables");
  }

  /** They are those of the server: it does not matter what this database holds. */
  @Test
  default void transactionNumbersOfADatabaseWithoutTables() {
    CheckResult result = ask(MONITOR, new WraparoundCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.facts().get(1).text()).isEqualTo("it has none");
  }

  /** check_postgres says OK, 1 % here. */
  @Test
  default void sequenceThatMayNotBeReadIsUnknownAndHidesNoOther() throws SQLException {
    sequences();
    execute("GRANT SELECT ON SEQUENCE claims_id TO " + MONITOR);
    CheckResult result = ask(MONITOR, new SequencesCheck(), "{critical: 90%}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(
            tuple("claims_id", Severity.CRITICAL), tuple("hidden sequences", Severity.UNKNOWN));
    assertThat(result.findings().get(1).observed())
        .isEqualTo("role monitor may not read 4 sequences: down, nearly, round, unused");
    assertThat(result.findings().get(1).remedy())
        .isEqualTo("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO monitor");
    assertThat(ask(SUPERUSER, new SequencesCheck(), "{}").status()).isEqualTo(Status.CRITICAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, MONITOR, NOBODY})
  default void transactionNumbersOfAllDatabases(String role) throws SQLException {
    execute("CREATE TABLE epochs (id int)");
    CheckResult result = ask(role, new WraparoundCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.measured().get("age"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsKeys("template1", "postgres");
    assertThat(result.facts().get(1).text()).matches("epochs, \\d+ transactions");
    assertThat(ask(role, new WraparoundCheck(), "{warning: 0%}").status())
        .isEqualTo(Status.WARNING);
  }

  @Test
  default void serverThatReplicatesNothing() throws SQLException {
    CheckResult result = ask(MONITOR, new ReplicationCheck(), "{}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed())
        .endsWith("is a primary without replicas and without slots, and none is expected");
    assertThat(ask(MONITOR, new ReplicationCheck(), "{replicas: 0}").status()).isEqualTo(Status.OK);
    assertThat(ask(MONITOR, new ReplicationCheck(), "{replicas: 1}").status())
        .isEqualTo(Status.CRITICAL);
    Past yesterday = Contexts.left(Map.of("replicas", 1), NOW.minus(Duration.ofDays(1)));
    CheckResult vanished = ask(MONITOR, new ReplicationCheck(), "{}", yesterday);
    assertThat(vanished.findings())
        .extracting(Finding::summary)
        .containsExactly("1 replica not connected");
    assertThat(ask(NOBODY, new ReplicationCheck(), "{replicas: 0}").status())
        .isEqualTo(Status.UNKNOWN);
  }

  /** That a week has passed proves nothing: what was told is closed, not resolved. */
  @Test
  default void aReplicaThatIsForgottenIsNotBack() throws SQLException {
    execute("SELECT pg_create_physical_replication_slot('kept', true)");
    try {
      Past had = Contexts.left(Map.of("replicas", 1), NOW.minus(Duration.ofDays(7)));
      Finding missed = ask(MONITOR, new ReplicationCheck(), "{}", had).findings().get(0);
      assertThat(missed.subject()).isEqualTo("replicas");
      CheckResult forgotten = ask(MONITOR, new ReplicationCheck(), "{}", Past.NONE);
      assertThat(forgotten.status()).isEqualTo(Status.OK);
      assertThat(forgotten.covered().unread("replicas", missed.place())).isPresent();
      assertThat(forgotten.covered().withinReach("replicas", missed.place())).isFalse();
    } finally {
      execute("SELECT pg_drop_replication_slot('kept')");
    }
  }

  private void schema() throws SQLException {
    execute(
        "CREATE TABLE sealed_epochs (epoch bigint, channel text, token_group varchar(10))",
        "CREATE VIEW recent AS SELECT epoch FROM sealed_epochs",
        "CREATE TABLE parts (epoch bigint) PARTITION BY RANGE (epoch)",
        "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (100)");
  }

  private Past lastRun(CheckResult result) {
    return Contexts.left(result.measured(), NOW.minus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, MONITOR, NOBODY})
  default void expectedTablesAndColumns(String role) throws SQLException {
    schema();
    String yaml =
        "{expect: {sealed_epochs: [epoch, TOKEN_GROUP, category], public.recent: [], proofs: [id]},"
            + " drift: off}";
    CheckResult result = ask(role, new SchemaCheck(), yaml);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings().get(0).summary())
        .isEqualTo("missing: proofs, sealed_epochs.category");
    assertThat(result.summary())
        .isEqualTo(
            "3 tables, missing proofs, sealed_epochs.category, drift not known before the second"
                + " run");
  }

  @Test
  default void driftIsToldOnceAndNotOnTheFirstRun() throws SQLException {
    schema();
    CheckResult first = ask(MONITOR, new SchemaCheck(), "{}");
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.findings().get(0).unsettledAt(NOW)).isTrue();
    CheckResult second = ask(MONITOR, new SchemaCheck(), "{}", lastRun(first));
    assertThat(second.status()).isEqualTo(Status.OK);
    assertThat(second.summary()).isEqualTo("3 tables, unchanged since the last run");
    execute(
        "ALTER TABLE sealed_epochs ADD COLUMN category text",
        "DROP VIEW recent",
        "CREATE TABLE proofs (id int)",
        // A partition more is no drift.
        "CREATE TABLE part_2 PARTITION OF parts FOR VALUES FROM (100) TO (200)");
    CheckResult drifted = ask(MONITOR, new SchemaCheck(), "{}", lastRun(first));
    assertThat(drifted.status()).isEqualTo(Status.WARNING);
    assertThat(drifted.findings().get(0).summary())
        .isEqualTo(
            "since the last run: 1 table gone, new table proofs, changed columns of sealed_epochs");
  }

  @Test
  default void emptyDatabaseIsTheWrongOne() {
    assertThat(ask(MONITOR, new SchemaCheck(), "{}").status()).isEqualTo(Status.UNKNOWN);
    assertThat(ask(MONITOR, new SchemaCheck(), "{expect: {epochs: []}, drift: off}").status())
        .isEqualTo(Status.CRITICAL);
  }
}
