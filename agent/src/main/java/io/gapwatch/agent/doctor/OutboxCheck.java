package io.gapwatch.agent.doctor;

import io.gapwatch.agent.history.Deliveries.Waiting;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.text.Times;
import java.nio.file.Path;
import java.util.List;

/** Messages that have not been delivered yet. */
final class OutboxCheck implements DoctorCheck {
  private final Path state;

  public OutboxCheck(Path state) {
    this.state = state;
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public List<Diagnosis> examine() {
    if (!History.exists(state)) {
      return List.of(Diagnosis.ok("empty"));
    }
    try (History history = History.open(state)) {
      List<Waiting> waiting = history.deliveries().waiting();
      return waiting.isEmpty()
          ? List.of(Diagnosis.ok("empty"))
          : waiting.stream().map(OutboxCheck::diagnosis).toList();
    }
  }

  private static Diagnosis diagnosis(Waiting waiting) {
    return Diagnosis.warning(
        "%s has %d undelivered message(s), the oldest from %s%s"
            .formatted(
                waiting.channel(),
                waiting.messages(),
                Times.dateAndTime(waiting.since()),
                waiting.lastFailure().map(why -> "; last failure: " + why).orElse("")),
        "the next run of the job retries; if the channel was renamed, keep the old name until "
            + "then, or that run drops them");
  }
}
