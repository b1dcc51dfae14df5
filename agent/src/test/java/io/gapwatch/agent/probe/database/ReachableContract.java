package io.gapwatch.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

interface ReachableContract extends Served {
  /** How fast a loaded machine answers decides no test. */
  String ANY_TIME = "{warning: off, connectTime: off}";

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, MONITOR, NOBODY})
  default void saysWhichDatabaseAnswered(String role) {
    CheckResult result = ask(role, new ReachableCheck(), ANY_TIME);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text())
        .matches(
            "postgres at 127\\.0\\.0\\.1:%d, primary, PostgreSQL \\d\\d\\.\\d+, as %s"
                .formatted(port(), role));
    assertThat(result.measured())
        .containsEntry("reachable", 1)
        .containsEntry("database", "postgres")
        .containsEntry("user", role)
        .containsEntry("role", "primary")
        .containsEntry("host", "127.0.0.1:" + port())
        .containsKeys("answerTime", "connectTime", "serverTime", "version");
  }

  @Test
  default void slowAnswerIsTold() {
    CheckResult result =
        ask(MONITOR, new ReachableCheck(), "{warning: 0s, connectTime: {warning: 0s}}");
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .containsExactly("the database: answering", "the database: connecting");
    assertThat(result.findings().get(0).evidence())
        .isEqualTo(Map.of("database", "postgres", "host", "127.0.0.1:" + port()));
  }
}
