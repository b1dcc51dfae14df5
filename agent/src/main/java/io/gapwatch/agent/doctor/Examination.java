package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.GapwatchException;
import java.util.List;

/** Asks each question of the doctor; one that breaks never stops another. */
public final class Examination {
  private final boolean offline;

  /**
   * @param offline whether to leave out what needs the network
   */
  public Examination(boolean offline) {
    this.offline = offline;
  }

  /** What one question came to. */
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
          check.name(), List.of(Diagnosis.skipped("not asked: it needs the network (--offline)")));
    }
    try {
      return new Examined(check.name(), check.examine());
    } catch (GapwatchException e) {
      return broken(check, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Only the kind of mistake is told: its text may quote anything.
      return broken(check, e.getClass().getSimpleName());
    }
  }

  private static Examined broken(DoctorCheck check, String why) {
    return new Examined(
        check.name(),
        List.of(Diagnosis.unknown("could not be found out: " + why, "see the lines above")));
  }
}
