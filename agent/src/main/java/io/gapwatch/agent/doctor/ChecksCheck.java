package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whether each check can be asked: its table is there, its columns fit, this user may read them.
 * That it finds something wrong is what it is for, and no trouble of the installation.
 */
final class ChecksCheck implements DoctorCheck {
  private final List<CheckConfig> checks;
  private final Predicate<CheckConfig> skipped;
  private final Function<List<CheckConfig>, List<CheckResult>> trial;

  /**
   * @param skipped those that need the network, where it is not to be used
   * @param trial asks them
   */
  ChecksCheck(
      List<CheckConfig> checks,
      Predicate<CheckConfig> skipped,
      Function<List<CheckConfig>, List<CheckResult>> trial) {
    this.checks = List.copyOf(checks);
    this.skipped = skipped;
    this.trial = trial;
  }

  @Override
  public String name() {
    return "checks";
  }

  @Override
  public List<Diagnosis> examine() {
    List<Diagnosis> answers = new ArrayList<>();
    checks.stream()
        .filter(skipped)
        .forEach(
            check ->
                answers.add(
                    Diagnosis.skipped(check.id() + ": skipped: it needs the network (--offline)")));
    trial
        .apply(checks.stream().filter(skipped.negate()).toList())
        .forEach(result -> answers.add(judged(result)));
    return answers.isEmpty() ? List.of(Diagnosis.skipped("there are none")) : answers;
  }

  private static Diagnosis judged(CheckResult result) {
    String saw = "%s (%s): %s".formatted(result.id(), result.type(), result.summary());
    if (result.skippedFor().isPresent()) {
      return Diagnosis.skipped(saw);
    }
    if (result.status() == Status.OK) {
      return Diagnosis.ok(saw);
    }
    if (!result.answered()) {
      return Diagnosis.unknown(
          saw, result.findings().stream().map(Finding::remedy).findFirst().orElse(""));
    }
    Optional<Finding> part = unknownPart(result);
    if (part.isPresent()) {
      return Diagnosis.unknown(
          saw + "; " + part.get().subject() + ": " + part.get().summary(), part.get().remedy());
    }
    return Diagnosis.warning(
        saw, "it can be asked; gapwatch check %s shows what it found".formatted(result.id()));
  }

  /** What a missing right hides, for instance; not what the second run will know by itself. */
  private static Optional<Finding> unknownPart(CheckResult result) {
    return result.findings().stream()
        .filter(finding -> finding.severity() == Severity.UNKNOWN)
        .filter(finding -> finding.settlesAt().isEmpty())
        .findFirst();
  }
}
