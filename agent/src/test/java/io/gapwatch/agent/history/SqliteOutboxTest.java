package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Transition;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
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
