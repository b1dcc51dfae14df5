package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.Retention.Limits;
import io.gapwatch.agent.incident.IncidentPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A history with as many hourly runs as a test wants, of which some are to be forgotten. */
abstract class AgedHistory {
  static final Limits FOUR_HOURS = new Limits(Duration.ofHours(4), Long.MAX_VALUE);

  static final CheckResult BAD = result("disk", finding("disk", Severity.WARNING, "/"));

  static final CheckResult GOOD = result("disk");

  final Path folder;

  final Shift shift;

  History history;

  AgedHistory(@TempDir Path folder) {
    this.folder = folder;
    history = History.open(folder);
    shift = new Shift(history, new IncidentPolicy(1, 1, Map.of()));
  }

  @AfterEach
  void close() {
    history.close();
  }

  /** Tells the channel as many as it is waiting for. */
  void tell(String channel, int expected) {
    List<String> ids =
        history.outbox().pending("chain", channel).stream()
            .map(pending -> pending.transition().id())
            .limit(expected)
            .toList();
    assertThat(ids).hasSize(expected);
    history.outbox().delivered(channel, ids, Optional.empty(), NOON);
  }

  /** Small runs in one transaction, which is much faster; says when the last one began. */
  Instant runs(int count) {
    return runs(count, GOOD);
  }

  Instant runs(int count, CheckResult result) {
    return history
        .database()
        .transaction(
            () -> {
              for (int i = 1; i <= count; i++) {
                Instant at = NOON.plus(Duration.ofHours(i));
                Run run = Run.started("run " + i, "chain", at);
                history.runs().finish(run.ended(at, result.status(), 0), List.of(result));
              }
              return NOON.plus(Duration.ofHours(count));
            });
  }
}
