package io.gapwatch.agent.probe.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates and growth, the same in both databases. */
interface RateContract {
  Instant NOW = Instant.parse("2026-11-21T12:30:00Z");
  String PARTICIPATION = "{table: participation, timestamp: epoch}";

  Connection connection();

  Dialect dialect();

  default CheckResult ask(CheckType type, String yaml, Instant now, Past past) {
    return Judged.of(
        type, yaml, Contexts.of(Databases.session(connection(), dialect()), now, past));
  }

  default CheckResult rate(String yaml) {
    return ask(new EventRateCheck(), yaml, NOW, Past.NONE);
  }

  private CheckResult growth(String yaml, Past past) {
    return ask(new GrowthCheck(), yaml, NOW, past);
  }

  /** A second in SQL, for a column of this type. */
  private static String time(String type, Instant hour) {
    return switch (type) {
      case "BIGINT", "INTEGER" -> Long.toString(hour.getEpochSecond());
      case "BIGINT milliseconds" -> hour.toEpochMilli() + "";
      default -> "CAST('%s' AS %s)".formatted(hour, type);
    };
  }

  /** Rows by the hour that they began in: so many at 10, at 11 and at 12. */
  private void fill(String type, int ten, int eleven, int twelve) throws SQLException {
    Databases.execute(
        connection(),
        "DROP TABLE IF EXISTS participation",
        "CREATE TABLE participation (epoch %s, name TEXT)".formatted(type.split(" ", -1)[0]));
    int[] rows = {ten, eleven, twelve};
    for (int i = 0; i < rows.length; i++) {
      Databases.execute(
          connection(),
          "INSERT INTO participation SELECT %s, 'x' FROM generate_series(1, %d)"
              .formatted(time(type, Instant.parse("2026-11-21T1" + i + ":00:00Z")), rows[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIGINT", "INTEGER", "BIGINT milliseconds", "TIMESTAMP", "TIMESTAMPTZ"})
  default void countsTheLastClosedHour(String type) throws SQLException {
    // The hour that has begun has 3 rows so far: no rate at all.
    fill(type, 500, 150, 3);
    CheckResult result = rate(PARTICIPATION);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("150 rows from 11:00 UTC to 12:00 UTC");
    assertThat(result.measured()).containsEntry("rate", 150.0).containsEntry("rows", 150L);
    assertThat(result.facts().get(1).text()).isEqualTo("a test");
  }

  /** One row in milliseconds, and all the others, in seconds, were as if they were not there. */
  @Test
  default void rowsInAnotherUnitCountAsWell() throws SQLException {
    fill("BIGINT", 500, 150, 3);
    Databases.execute(
        connection(),
        "INSERT INTO participation VALUES (%d, 'x')"
            .formatted(Instant.parse("2026-11-21T11:20:00Z").toEpochMilli()));
    assertThat(rate(PARTICIPATION).summary()).isEqualTo("151 rows from 11:00 UTC to 12:00 UTC");
  }

  @ParameterizedTest
  @CsvSource({"12:00:30, 500", "12:02:59, 500", "12:03:00, 150", "12:59:59, 150"})
  default void justAfterTheHourNothingIsFalse(String time, double rows) throws SQLException {
    fill("BIGINT", 500, 150, 3);
    Instant now = Instant.parse("2026-11-21T" + time + "Z");
    CheckResult result = ask(new EventRateCheck(), PARTICIPATION, now, Past.NONE);
    assertThat(result.measured()).containsEntry("rate", rows);
    assertThat(result.status()).isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @CsvSource({"100, OK", "99, WARNING", "1, WARNING", "0, CRITICAL"})
  default void limits(int rows, Status status) throws SQLException {
    fill("BIGINT", 500, rows, 3);
    assertThat(rate(PARTICIPATION).status()).isEqualTo(status);
  }

  @Test
  default void noneSaysWhenTheLastWas() throws SQLException {
    fill("BIGINT", 500, 0, 0);
    CheckResult result = rate(PARTICIPATION);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary, Finding::subject)
        .containsExactly(
            "0 rows from 11:00 UTC to 12:00 UTC; the newest before is of 10:00 UTC",
            "participation: rate");
  }

  /** It says of a period without an end that it goes on: no row was written then. */
  @ParameterizedTest
  @ValueSource(strings = {"TIMESTAMP", "TIMESTAMPTZ"})
  default void aTimeThatIsNoneIsNotTheNewest(String type) throws SQLException {
    fill(type, 0, 0, 0);
    Databases.execute(
        connection(),
        "INSERT INTO participation VALUES (CAST('-infinity' AS %1$s), 'x'), (CAST('infinity' AS %1$s), 'x')"
            .formatted(type));
    assertThat(rate(PARTICIPATION).summary())
        .isEqualTo("could not be checked: no row of table participation has a time in epoch");
    Databases.execute(
        connection(), "INSERT INTO participation VALUES (CAST('2026-11-20' AS " + type + "), 'x')");
    assertThat(rate(PARTICIPATION).summary())
        .isEqualTo(
            "0 rows from 11:00 UTC to 12:00 UTC; the newest before is of 2026-11-20 00:00 UTC");
  }

  /** The collector stopped at 11:00; its clock is two hours ahead, and not just some seconds. */
  @ParameterizedTest
  @ValueSource(strings = {"BIGINT", "TIMESTAMP", "TIMESTAMPTZ"})
  default void rowsOfAClockAheadAreTold(String type) throws SQLException {
    fill(type, 150, 150, 150);
    String row = "INSERT INTO participation VALUES (%s, 'x')";
    Databases.execute(connection(), row.formatted(time(type, NOW.plusSeconds(59))));
    assertThat(rate(PARTICIPATION).status()).isEqualTo(Status.OK);
    Databases.execute(connection(), row.formatted(time(type, NOW.plusSeconds(61))));
    assertThat(rate(PARTICIPATION).findings())
        .singleElement()
        .extracting(Finding::summary, Finding::subject)
        .containsExactly(
            "1 row has a time in the future, which hides a collector that stands until then",
            "participation: times in the future");
    assertThat(rate("{table: participation, timestamp: epoch, future: off}").status())
        .isEqualTo(Status.OK);
  }

  /** A day's rows all have its first moment: no other hour has any. */
  @Test
  default void aDateSaysNothingOfHours() throws SQLException {
    fill("DATE", 50, 50, 50);
    assertThat(reason("{table: participation, timestamp: epoch}"))
        .isEqualTo(
            "column epoch of table participation is a date, which says nothing of periods of 1h");
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    String daily = "{table: participation, timestamp: epoch, every: 1d, warning: <1}";
    assertThat(ask(new EventRateCheck(), daily, tomorrow, Past.NONE).summary())
        .isEqualTo("150 rows from 2026-11-21 00:00 UTC to 2026-11-22 00:00 UTC, 6.25/h");
  }

  @Test
  default void shorterPeriodsAreJudgedByTheHour() throws SQLException {
    fill("BIGINT", 0, 0, 30);
    String yaml = "{table: participation, timestamp: epoch, every: 15m}";
    CheckResult result = rate(yaml);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("30 rows from 12:00 UTC to 12:15 UTC, 120/h");
    CheckResult later = ask(new EventRateCheck(), yaml, NOW.plusSeconds(600), Past.NONE);
    assertThat(later.status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  default void eachReasonForNoTimeIsItsOwn() throws SQLException {
    fill("BIGINT", 0, 0, 0);
    assertThat(reason(PARTICIPATION)).isEqualTo("table participation is empty in a test");
    fill("BIGINT", 0, 0, 5);
    assertThat(reason(PARTICIPATION))
        .isEqualTo(
            "the rows begin at 2026-11-21 12:00 UTC, and a whole period of 1h has not passed"
                + " since");
    assertThat(reason("{table: participation, timestamp: epoch, where: name = 'y'}"))
        .isEqualTo("no row of table participation matches where");
    Databases.execute(connection(), "UPDATE participation SET epoch = 1763204400 + 86400 * 400");
    assertThat(reason(PARTICIPATION))
        .isEqualTo("all rows are in the future, from 2026-12-20 11:00 UTC on");
    Databases.execute(connection(), "UPDATE participation SET epoch = NULL");
    assertThat(reason(PARTICIPATION))
        .isEqualTo("no row of table participation has a time in epoch");
    assertThat(reason("{table: participation, timestamp: created_at}"))
        .isEqualTo("table participation has no column created_at");
    assertThat(reason("{table: nowhere, timestamp: epoch}")).contains("could not read table");
  }

  private String reason(String yaml) {
    CheckResult result = rate(yaml);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    return result.findings().get(0).observed();
  }

  /** So many rows fewer, an hour ago. */
  private static Past hourAgo(double rows) {
    return Contexts.left(Map.of("rows", rows), NOW.minus(Duration.ofHours(1)));
  }

  @Test
  default void growthIsNotKnownBeforeTheSecondRun() throws SQLException {
    fill("BIGINT", 10, 0, 0);
    CheckResult result = growth("{table: participation, exact: true}", Past.NONE);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.summary())
        .isEqualTo(
            "10 rows (by count), growth not known before a second run, a quarter of an hour or more"
                + " after the first");
    assertThat(result.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.unsettledAt(NOW)).isTrue());
    assertThat(result.measured()).containsEntry("rows", 10L).doesNotContainKey("rowsPerHour");
  }

  @ParameterizedTest
  @CsvSource({"100000, OK", "100001, WARNING", "1000001, CRITICAL", "-5, OK"})
  default void growthLimits(double grown, Status status) throws SQLException {
    fill("BIGINT", 10, 0, 0);
    CheckResult result = growth("{table: participation, exact: true}", hourAgo(10 - grown));
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.measured()).containsEntry("rowsPerHour", grown);
  }

  /** Whoever emptied it, and whether anybody writes, is not known. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", exact: true", ", where: epoch > 0"})
  default void anEmptyTableIsUnknown(String more) throws SQLException {
    fill("BIGINT", 0, 0, 0);
    CheckResult result = growth("{table: participation" + more + "}", hourAgo(10));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.summary()).matches(".*table participation (is empty in|has no rows, by) .*");
  }

  @Test
  default void aConditionThatNoRowMeetsIsZero() throws SQLException {
    fill("BIGINT", 10, 0, 0);
    assertThat(growth("{table: participation, where: epoch < 0}", hourAgo(0)).measured())
        .containsEntry("rows", 0L)
        .containsEntry("rowsPerHour", 0.0);
  }

  /** What statistics said of the rows then is no number that counted ones may be compared with. */
  @Test
  default void countedRowsAreNotComparedWithThoseOfStatistics() throws SQLException {
    fill("BIGINT", 10, 0, 0);
    Past past =
        Contexts.left(
            Map.of("rows", -2_000_000, "inserted", 5, "deleted", 5),
            NOW.minus(Duration.ofHours(1)));
    assertThat(growth("{table: participation, exact: true}", past).measured())
        .doesNotContainKey("rowsPerHour");
  }

  /** A night without runs: what came in it came in eight hours, not in two. */
  @Test
  default void gapBetweenRunsIsNoBurst() throws SQLException {
    fill("BIGINT", 10, 0, 0);
    Past past = Contexts.left(Map.of("rows", -640_000), NOW.minus(Duration.ofHours(8)));
    CheckResult result = growth("{table: participation, exact: true}", past);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("10 rows (by count), +80,001 rows/h over 8h");
  }

  @Test
  default void whenALimitIsReached() throws SQLException {
    fill("BIGINT", 10, 0, 0);
    CheckResult result =
        growth(
            "{table: participation, exact: true, limit: 110, untilLimit: {warning: 1d}}",
            hourAgo(0));
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings().get(0).summary())
        .isEqualTo("10h until it reaches 110 rows, at +10 rows/h over 1h");
  }

  @Test
  default void growthWithAConditionCountsItsRows() throws SQLException {
    fill("BIGINT", 10, 5, 0);
    CheckResult result =
        growth("{table: participation, where: epoch >= 1795258800 -- the last}", hourAgo(0));
    assertThat(result.measured()).containsEntry("rows", 5L).containsEntry("from", "count");
  }
}
