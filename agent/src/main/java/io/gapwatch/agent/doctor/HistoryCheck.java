package io.gapwatch.agent.doctor;

import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.history.StateFolder;
import java.nio.file.Path;
import java.util.List;

/** Whether the complete history is readable. */
final class HistoryCheck implements DoctorCheck {
  private final Path state;

  public HistoryCheck(Path state) {
    this.state = state;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public List<Diagnosis> examine() {
    if (!History.exists(state)) {
      return List.of(
          StateFolder.at(state)
              .trouble()
              .map(why -> Diagnosis.failed("no run can write one", why))
              .orElse(Diagnosis.ok("none yet; the first run creates it")));
    }
    try (History history = History.open(state)) {
      history.verify();
      return List.of(Diagnosis.ok("intact and readable"));
    } catch (HistoryUnavailableException e) {
      return List.of(
          Diagnosis.failed(
              String.valueOf(e.getMessage()),
              "or go back to a backup: gapwatch restore FILE --force"));
    }
  }
}
