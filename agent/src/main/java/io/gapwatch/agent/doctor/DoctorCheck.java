package io.gapwatch.agent.doctor;

import java.util.List;
import java.util.function.Supplier;

/** One check of the doctor. A new one is a class like this and one line in {@link DoctorChecks}. */
interface DoctorCheck {
  /** The heading of its lines. */
  String name();

  /** Whether {@code --offline} skips it. */
  default boolean needsNetwork() {
    return false;
  }

  /**
   * The answers, at least one.
   *
   * <p>May throw on failure: the caller turns it into an unknown.
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
