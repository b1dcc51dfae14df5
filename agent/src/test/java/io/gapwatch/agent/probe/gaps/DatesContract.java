package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A DATE is a day of the clock of the zone, which may be another day than that of UTC. */
interface DatesContract extends BlocksTable {
  String DAYS = "{table: days, every: 1d, zone: %s, window: 5d, first: window%s}";

  /** From 2026-11-10 on, up to the day that it is there. */
  @ParameterizedTest
  @CsvSource({
    "Asia/Tokyo, 2026-11-20T16:00:00Z, 2026-11-21",
    "Pacific/Kiritimati, 2026-11-20T10:30:00Z, 2026-11-21",
    "America/Los_Angeles, 2026-11-21T03:00:00Z, 2026-11-20",
    "America/Los_Angeles, 2026-11-21T09:00:00Z, 2026-11-21",
    "UTC, 2026-11-21T03:00:00Z, 2026-11-21"
  })
  default void todayIsNotInTheFutureAndNoDayIsCutOff(String zone, String now, String today)
      throws SQLException {
    days("2026-11-10", today);
    Asked then = asked(Instant.parse(now));
    CheckResult whole = then.gaps(DAYS.formatted(zone, ""));
    assertThat(whole.findings()).isEmpty();
    assertThat(whole.status()).isEqualTo(Status.OK);
    execute("ALTER TABLE days ADD COLUMN half BIGINT", "UPDATE days SET half = 1");
    assertThat(then.gaps(DAYS.formatted(zone, ", by: [half]")).status()).isEqualTo(Status.OK);
    execute("DELETE FROM days WHERE d = DATE '2026-11-18'");
    assertThat(then.gaps(DAYS.formatted(zone, "")).measured()).containsEntry("missing", 1L);
    execute("UPDATE days SET d = DATE '" + today + "' + 1 WHERE d = DATE '2026-11-17'");
    assertThat(then.gaps(DAYS.formatted(zone, "")).measured()).containsEntry("future", 1L);
  }

  @Test
  default void onlyDaysToComeAreTold() throws SQLException {
    days("2026-11-21", "2026-11-22");
    CheckResult all =
        asked(Instant.parse("2026-11-21T03:00:00Z"))
            .gaps(DAYS.formatted("America/Los_Angeles", ""));
    BlocksTable.assertUnknown(all, "table days has no rows up to now, but 2 in the future");
  }

  /**
   * Where there is no zone to set, dates are days of UTC; of others the remedy says what to give.
   */
  @Test
  default void theRemedyForDaysOfAnotherClockWorks() throws SQLException {
    days("2026-11-10", "2026-11-21");
    Asked then = asked(Instant.parse("2026-11-20T16:00:00Z"));
    CheckResult ahead = then.staleness("{table: days, timestamp: d, critical: 2d}");
    assertThat(ahead.findings()).singleElement().isNotNull();
    String remedy = ahead.findings().get(0).remedy();
    assertThat(remedy).contains("{sql: 'CAST(column AS TIMESTAMP) AT TIME ZONE ''Asia/Tokyo'''}");
    String given = remedy.substring(remedy.indexOf('{')).replace("column", "d");
    CheckResult tokyo =
        then.staleness("{table: days, timestamp: %s, critical: 2d}".formatted(given));
    assertThat(tokyo.status()).isEqualTo(Status.OK);
    assertThat(tokyo.measured()).containsEntry("age", 3600.0).containsEntry("future", 0L);
    execute("ALTER TABLE days ADD COLUMN n BIGINT", "UPDATE days SET n = d - DATE '2026-11-01'");
    String gaps = "{table: days, number: n, timestamp: %s, window: 5d, settle: 0s}";
    assertThat(then.gaps(gaps.formatted("d")).findings().get(0).remedy()).isEqualTo(remedy);
    assertThat(then.gaps(gaps.formatted(given)).findings()).isEmpty();
  }

  private void days(String first, String last) throws SQLException {
    execute(
        "DROP TABLE IF EXISTS days",
        "CREATE TABLE days AS SELECT CAST(s AS DATE) AS d FROM generate_series("
            + "TIMESTAMP '%s', TIMESTAMP '%s', INTERVAL '1 day') g(s)".formatted(first, last));
  }
}
