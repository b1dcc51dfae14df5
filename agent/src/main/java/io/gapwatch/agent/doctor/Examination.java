package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.run.Crash;
import java.util.List;

/** Runs each check of the doctor; a failing one never stops the others. */
public final class Examination {
  private final boolean offline;

  /**
   * @param offline whether to skip what needs the network
   */
  public Examination(boolean offline) {
    this.offline = offline;
  }

  /** The result of one check. */
  public record Examined(String name, List<Diagnosis> answers) {
    public Examined {
      answers = List.copyOf(answers);
    }

    public boolean fails() {
      return answers.stream().anyMatch(answer -> answer.mark().fails());
    }
  }

  public Examined of(DoctorCheck check) {
    if (offline && check.needsNetwork()) {
      return new Examined(
          check.name(), List.of(Diagnosis.skipped("skipped: it needs the network (--offline)")));
    }
    try {
      return new Examined(check.name(), check.examine());
    } catch (GapwatchException e) {
      return broken(check, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return broken(check, Crash.inWords(e));
    }
  }

  private static Examined broken(DoctorCheck check, String why) {
    return new Examined(
        check.name(),
        List.of(Diagnosis.unknown("could not be checked: " + why, "see the lines above")));
  }
}
