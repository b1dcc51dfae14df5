package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.State;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A history of an earlier release goes on under this one. */
class MigrationTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theFirstReleaseHadNoUsageLog() throws SQLException {
    OldHistory.write(folder, 1, "");

    try (History history = History.open(folder)) {
      UsageSnapshot snapshot = new UsageSnapshot(NOON, "4711-a", 5, 9, 31.25);
      history.usage().add(snapshot);
      assertThat(history.usage().between(NOON, NOON)).containsExactly(snapshot);
    }
  }

  /** The second wrote {@code Retry-After} at the end of the failure's text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "NULL",
      value = {
        "quota used up [not before 2026-12-01T06:00:00Z] | quota used up | 2026-12-01T06:00:00Z",
        "quota used up [not before tomorrow] | quota used up [not before tomorrow] | NULL",
        "no answer within 10s | no answer within 10s | NULL",
        "NULL | NULL | NULL",
      })
  void retryAfterBecameAColumn(String before, String reason, Instant retryAfter)
      throws SQLException {
    OldHistory.write(folder, 2, deferred(before));

    try (History history = History.open(folder)) {
      assertThat(history.outbox().pending("chain", "phone"))
          .singleElement()
          .satisfies(
              pending -> {
                assertThat(pending.transition().id()).isEqualTo("T");
                assertThat(pending.attempts()).isEqualTo(1);
                assertThat(pending.lastFailure()).isEqualTo(Optional.ofNullable(reason));
                assertThat(pending.retryAfter()).isEqualTo(Optional.ofNullable(retryAfter));
              });
    }
  }

  private static String deferred(String lastFailure) {
    Incident incident =
        new Incident(
            "I",
            "chain",
            State.OPEN,
            Samples.gap(10, 19),
            Severity.CRITICAL,
            "",
            NOON,
            NOON,
            1,
            0,
            Optional.of(NOON),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return """
    INSERT INTO incident (id, job, state, finding, first_seen, last_seen, sightings, good_runs)
      VALUES ('I', 'chain', 'OPEN', '{}', 0, 0, 1, 0);
    INSERT INTO transition VALUES ('T', 'I', 'OPENED', 0, '%s');
    INSERT INTO outbox (transition_id, channel, state, attempts, last_failure)
      VALUES ('T', 'phone', 'pending', 1, %s)
    """
        .formatted(
            IncidentJson.write(incident), lastFailure == null ? "NULL" : "'" + lastFailure + "'");
  }
}
