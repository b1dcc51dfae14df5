package io.gapwatch.agent.doctor;

import io.gapwatch.agent.history.Deliveries.Waiting;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.text.Times;
import java.nio.file.Path;
import java.util.List;

/** What people have not been told yet. */
public final class OutboxCheck implements DoctorCheck {
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
      return List.of(Diagnosis.ok("nothing waits to be told"));
    }
    try (History history = History.open(state)) {
      List<Waiting> waiting = history.deliveries().waiting();
      return waiting.isEmpty()
          ? List.of(Diagnosis.ok("nothing waits to be told"))
          : waiting.stream().map(OutboxCheck::diagnosis).toList();
    }
  }

  private static Diagnosis diagnosis(Waiting waiting) {
    return Diagnosis.warning(
        "%s has %d change(s) still to be told, the oldest of %s%s"
            .formatted(
                waiting.channel(),
                waiting.messages(),
                Times.dateAndTime(waiting.since()),
                waiting.lastFailure().map(why -> "; last failure: " + why).orElse("")),
        "the next run of the job tries again; if the channel was renamed, name it as before until"
            + " then, or that run drops them");
  }
}
