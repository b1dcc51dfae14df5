package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.doctor.Diagnosis.Mark;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.PostgresServer;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SourceCheckIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Test
  void saysWhichDatabaseAnswersAndWhatTimeItHas() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        SqlSession session = server.source().open(TIMEOUT)) {
      Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
      assertThat(new SourceCheck("ledger", true, () -> session, fast).examine())
          .satisfiesExactly(
              first ->
                  assertThat(first.text()).matches("PostgreSQL .*database postgres.* responds"),
              second -> {
                // Ten minutes, and however long this machine takes between the two clocks.
                assertThat(second.mark()).isEqualTo(Mark.FAILED);
                assertThat(second.text())
                    .matches("our clock is 1\\d.* ahead of the database's clock");
              });
    }
  }

  @Test
  void theTimeOfADatabaseIsOneBetweenTheQuestionAndTheAnswer() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        SqlSession session = server.source().open(TIMEOUT)) {
      for (int i = 0; i < 20; i++) {
        Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant there = session.time(TIMEOUT).orElseThrow();
        assertThat(there).isBetween(asked, Instant.now());
      }
    }
  }

  @Test
  void oneThatDoesNotAnswerIsBrokenAndSaysWhatToDo() {
    SourceCheck check =
        new SourceCheck(
            "ledger",
            true,
            () -> {
              throw new SourceUnavailableException("ledger: connection refused", "start it");
            },
            Clock.systemUTC());

    assertThat(check.examine())
        .containsExactly(Diagnosis.failed("ledger: connection refused", "start it"));
  }
}
