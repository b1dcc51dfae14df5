package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.run.ComputeCheck;
import io.gapwatch.agent.run.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How much of the month's compute the runs have probably used, where a provider meters it. */
final class ComputeShareCheck implements DoctorCheck {
  private final Config config;
  private final Types types;
  private final Instant now;

  ComputeShareCheck(Config config, Types types, Instant now) {
    this.config = config;
    this.types = types;
    this.now = now;
  }

  @Override
  public String name() {
    return "compute";
  }

  @Override
  public List<Diagnosis> examine() {
    if (!History.exists(config.state())) {
      return diagnoses(Optional.empty());
    }
    try (History history = Histories.open(config)) {
      return diagnoses(Optional.of(history));
    }
  }

  private List<Diagnosis> diagnoses(Optional<History> history) {
    return ComputeCheck.of(history, config, types, now).stream()
        .map(ComputeShareCheck::diagnosis)
        .toList();
  }

  private static Diagnosis diagnosis(ComputeCheck check) {
    String text = "MotherDuck: " + check.inWords();
    return check.status() == Status.OK
        ? Diagnosis.ok(text)
        : Diagnosis.warning(text, ComputeCheck.remedy());
  }
}
