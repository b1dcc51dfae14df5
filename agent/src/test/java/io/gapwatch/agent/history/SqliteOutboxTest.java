package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxTest extends OutboxContract {
  private final History history;

  SqliteOutboxTest(@TempDir Path folder) {
    history = History.open(folder);
  }

  @AfterEach
  void close() {
    history.close();
  }

  /** A vendor's "in a minute", added to the time of a clock that was ahead. */
  @Test
  void whatARunOfTheFutureWasAskedToWaitForIsNotBelieved() {
    put(opened("1", DISK));
    Instant ahead = NOON.plus(Duration.ofDays(20));
    Run wrong = Run.started(UUID.randomUUID().toString(), "chain", ahead);
    history.runs().start(wrong);
    history.outbox().failed("phone", List.of("1"), "busy", Optional.of(ahead.plusSeconds(60)));
    assertThat(history.outbox().pending("chain", "phone").get(0).retryAfter())
        .contains(ahead.plusSeconds(60));

    history.runs().start(Run.started(UUID.randomUUID().toString(), "chain", NOON.plusSeconds(300)));
    assertThat(history.outbox().pending("chain", "phone").get(0).retryAfter()).isEmpty();

    history.runs().forgetAfter(NOON.plus(Duration.ofDays(2)));
    assertThat(history.outbox().pending("chain", "phone").get(0).retryAfter()).isEmpty();
  }

  @Override
  Outbox outbox() {
    return history.outbox();
  }

  @Override
  void put(Transition... transitions) {
    List<Transition> all = List.of(transitions);
    Advance advance = new Advance(all.stream().map(Transition::incident).toList(), all);
    Run run = Run.started(UUID.randomUUID().toString(), "chain", NOON);
    history.commit(
        new Commit(
            run.ended(NOON, Status.CRITICAL, 1), List.of(), advance, Shift.CHANNELS, Muting.NONE));
  }
}
