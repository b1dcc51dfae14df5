package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is to be published and is not. */
interface BacklogContract extends AskedEpochs {
  /** 0, 1 and NULL; most of them never publish, by design. */
  @Test
  default void backlogIsThatOfWhatPublishes() throws SQLException {
    healthy()
        .execute(
            "UPDATE sealed_epochs SET published = 1 WHERE token_group = 'CLS' AND epoch < "
                + hour("09:00"),
            "UPDATE sealed_epochs SET published = 0 WHERE channel = 'train' AND epoch >= "
                + hour("09:00"));
    String yaml = "{table: sealed_epochs, publishable: lower(token_group) = 'cls'}";
    CheckResult first = ask(yaml);
    assertThat(first.status()).isEqualTo(Status.OK);
    assertThat(first.measured()).containsEntry("backlog", 9L);
    assertThat(backlog(first))
        .isEqualTo("9 to publish, drain not known before a run 15m after the first");
    Past hourAgo = Contexts.left(Map.of("backlog", 12L), NOW.minus(Duration.ofHours(1)));
    CheckResult second = ask(yaml, NOW, hourAgo);
    assertThat(backlog(second)).isEqualTo("9 to publish, 3 less an hour over 1h, 3h left");
    Past same = Contexts.left(Map.of("backlog", 9L), NOW.minus(Duration.ofHours(1)));
    assertThat(backlog(ask(yaml, NOW, same))).isEqualTo("9 to publish, unchanged over 1h");
    Past fewer = Contexts.left(Map.of("backlog", 4L), NOW.minus(Duration.ofHours(1)));
    assertThat(backlog(ask(yaml, NOW, fewer))).isEqualTo("9 to publish, growing by 5/h over 1h");
  }

  private static String backlog(CheckResult result) {
    return result.facts().stream()
        .filter(fact -> fact.label().equals("Backlog"))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
