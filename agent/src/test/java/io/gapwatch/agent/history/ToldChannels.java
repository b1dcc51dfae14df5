package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of a job whose incidents two channels are told of, hour by hour, and what waits for each.
 */
abstract class ToldChannels {
  static final Muting MUTED = (incident, channel) -> Optional.of("planned");

  static final CheckResult WARNING = result("disk", finding("disk", Severity.WARNING, "/"));

  static final CheckResult CRITICAL = result("disk", finding("disk", Severity.CRITICAL, "/"));

  static final CheckResult GOOD = result("disk");

  final History history;

  final Shift shift;

  ToldChannels(@TempDir Path folder) {
    history = History.open(folder);
    shift =
        new Shift(history, new IncidentPolicy(1, 1, Map.of(Severity.WARNING, Duration.ofHours(2))));
  }

  @AfterEach
  void close() {
    history.close();
  }

  void acknowledge() {
    String id = history.incidents().active("chain").get(0).id();
    assertThat(history.incidents().acknowledge(id, "ann", shift.now())).isTrue();
  }

  List<Kind> told(String channel) {
    return history.outbox().pending("chain", channel).stream()
        .map(pending -> pending.transition().kind())
        .toList();
  }

  void deliver(String channel) {
    history.outbox().delivered(channel, ids(channel), Optional.empty(), shift.now());
  }

  void refuse(String channel) {
    history.outbox().refused(channel, ids(channel), "no", shift.now());
  }

  List<String> ids(String channel) {
    return history.outbox().pending("chain", channel).stream()
        .map(pending -> pending.transition().id())
        .toList();
  }
}
