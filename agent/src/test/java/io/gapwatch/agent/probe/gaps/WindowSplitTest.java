package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSplitTest {
  /** Rows 0 to 9,999 of a row every 12 s since 1970, without 5,000 to 5,009. */
  private static final String ROWS =
      "SELECT range AS number, %s AS timestamp FROM range(10000) WHERE range NOT BETWEEN 5000 AND"
          + " 5009";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "range * 12",
        "make_timestamp(range * 12000000)",
        "CAST(make_timestamp(range * 12000000) AS TIMESTAMPTZ)",
        "CASE WHEN range = 7000 THEN NULL ELSE make_timestamp(range * 12000000) END",
        "CASE WHEN range < 10 THEN '-infinity'::TIMESTAMP ELSE make_timestamp(range * 12000000)"
            + " END",
      })
  void whatTheProbeFindsDoesNotDependOnThreads(String time) throws SQLException {
    try (Connection connection = Databases.duckDb()) {
      Databases.execute(connection, "CREATE TABLE blocks AS " + ROWS.formatted(time));

      Measured one = ask(connection, 1);

      assertThat(one.summary()).contains("10 blocks missing");
      assertThat(ask(connection, 4)).isEqualTo(one);
    }
  }

  /** Where a part ends, the time to the next row is known; elsewhere it is not. */
  @Test
  void norDoesTheLongestIntervalWithoutSlots() throws SQLException {
    GapsCheck type = new GapsCheck();
    Settings settings = SettingsOf.yaml(type.shape(), "{table: blocks, interval: {warning: 30s}}");
    GapsSettings plain = GapsSettings.of(settings, type.limits(settings));
    try (Connection connection = Databases.duckDb()) {
      Databases.execute(connection, "CREATE TABLE blocks AS " + ROWS.formatted("range * 12"));

      assertThat(ask(connection, 4, plain)).isEqualTo(ask(connection, 1, plain));
    }
  }

  private static Measured ask(Connection connection, int threads) {
    return ask(connection, threads, RandomBlocks.settings());
  }

  private static Measured ask(Connection connection, int threads, GapsSettings settings) {
    Instant now = Instant.ofEpochSecond(120_000);
    return (Measured)
        new GapsProbe(settings)
            .ask(
                Contexts.of(
                    Databases.session(connection, Dialect.DUCKDB, threads), now, Past.NONE));
  }
}
