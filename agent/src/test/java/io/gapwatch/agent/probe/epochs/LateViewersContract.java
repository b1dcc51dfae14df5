package io.gapwatch.agent.probe.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that have lost their time, or are gone from what is usual. */
interface LateViewersContract extends AskedViewers {
  @Test
  default void rowsWithoutATimeAreTold() throws SQLException {
    seasonal();
    execute("INSERT INTO viewers VALUES (NULL, 'CLS', 'u1'), (NULL, NULL, 'u2')");
    CheckResult result = viewers(YAML);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.measured()).containsEntry("withoutTime", 2L).containsEntry("future", 0L);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::observed)
        .containsExactly("rows without time", "2");
    assertThat(
            viewers(
                    "{table: viewers, timestamp: epoch, by: token_group, where: token_group IS NOT"
                        + " NULL}")
                .measured())
        .containsEntry("withoutTime", 1L);
  }

  /** They are in no hour, past or future. */
  @Test
  default void timesWithoutEndAreNone() throws SQLException {
    seasonal();
    execute(
        "ALTER TABLE viewers ALTER epoch TYPE TIMESTAMP USING CAST(TIMESTAMP '1970-01-01' + epoch * INTERVAL '1 second' AS TIMESTAMP)",
        "INSERT INTO viewers VALUES ('infinity', 'CLS', 'u1'), ('-infinity', 'CLS', 'u1')");
    assertThat(viewers(YAML).measured())
        .containsEntry("withoutTime", 2L)
        .containsEntry("future", 0L);
  }

  @Test
  default void whereAllRowsHaveLostTheirTimeThatIsSaid() throws SQLException {
    seasonal();
    execute("UPDATE viewers SET epoch = NULL");
    CheckResult result = viewers(YAML);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed()).contains("have no time");
  }

  /** Ten of a hundred are left of each hour, and ten come: that is no usual hour. */
  @ParameterizedTest
  @CsvSource({"season: 1h, 12", "season: 1d, 12", "samples: 12, 12"})
  default void rowsThatAreDeletedFromThePastHideNoDrop(String setting, int periods)
      throws SQLException {
    seasonal();
    Followed runs =
        new Followed(
            new ParticipantsCheck(),
            "{table: viewers, timestamp: epoch, by: token_group, %s}".formatted(setting));
    runs.run(Databases.session(connection(), dialect()), NOW.minus(Duration.ofHours(1)));
    execute(
        "DELETE FROM viewers WHERE CAST(substr(user_hash, 2) AS INTEGER) > 10 AND (epoch = %d OR epoch %% 86400 = 39600)"
            .formatted(LAST.getEpochSecond()));
    CheckResult result = runs.run(Databases.session(connection(), dialect()), NOW).result();
    assertThat(result.findings()).extracting(Finding::subject).containsExactly("cls");
    assertThat(result.facts())
        .contains(
            new Fact(
                "cls: Gone", "rows of %d periods that earlier runs counted".formatted(periods)));
  }

  /** Ten of a hundred, whole days of them, before the first row that is left as well. */
  @Test
  default void whatIsUsualOutlivesTheRowsThatToldIt() throws SQLException {
    seasonal();
    Followed runs = new Followed(new ParticipantsCheck(), YAML);
    runs.run(Databases.session(connection(), dialect()), NOW.minus(Duration.ofHours(1)));
    keep(10, LAST);
    execute("DELETE FROM viewers WHERE epoch < " + LAST.minus(Duration.ofDays(2)).getEpochSecond());
    CheckResult result = runs.run(Databases.session(connection(), dialect()), NOW).result();
    assertThat(result.findings()).extracting(Finding::subject).containsExactly("cls");
  }

  /** BTC and btc are one: a migration that writes them in another case is no new group. */
  @Test
  default void namesOfGroupsAreComparedWithoutCase() throws SQLException {
    seasonal();
    execute("UPDATE viewers SET token_group = 'cls' WHERE epoch % 7200 = 0");
    assertThat(viewers(YAML, Past.NONE).facts().get(2).text())
        .isEqualTo("100, usual are 100 ± 0 (median of 12)");
  }
}
