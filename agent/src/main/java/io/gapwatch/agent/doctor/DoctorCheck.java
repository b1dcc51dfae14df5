package io.gapwatch.agent.doctor;

import java.util.List;
import java.util.function.Supplier;

/**
 * One question of the doctor. A new one is a class like this and one line in {@code
 * app.DoctorChecks}.
 */
public interface DoctorCheck {
  /** The heading of its lines. */
  String name();

  /** Whether it is left out with {@code --offline}. */
  default boolean needsNetwork() {
    return false;
  }

  /**
   * The answers; never none.
   *
   * <p>What goes wrong on the way may be thrown: whoever asks turns it into an unknown.
   */
  List<Diagnosis> examine();

  /** A check with one answer. */
  static DoctorCheck of(String name, Supplier<Diagnosis> answer) {
    return new DoctorCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Diagnosis> examine() {
        return List.of(answer.get());
      }
    };
  }
}
