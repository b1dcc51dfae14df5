package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.doctor.Diagnosis.Mark;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.PostgresServer;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceCheckIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Test
  void saysWhichDatabaseAnswersAndWhatTimeItHas() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        SqlSession session = server.source().open(TIMEOUT)) {
      assertThat(new SourceCheck("ledger", true, () -> session, Clock.systemUTC()).examine())
          .satisfiesExactly(
              first ->
                  assertThat(first.text()).matches("PostgreSQL .*database postgres.* responds"),
              second ->
                  assertThat(second)
                      .isEqualTo(Diagnosis.ok("the database's clock and ours agree within 3s")));

      Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
      List<Diagnosis> answers = new SourceCheck("ledger", true, () -> session, fast).examine();
      assertThat(answers.get(1).mark()).isEqualTo(Mark.FAILED);
      assertThat(answers.get(1).text()).contains("our clock is 10m ahead of the database's");
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
