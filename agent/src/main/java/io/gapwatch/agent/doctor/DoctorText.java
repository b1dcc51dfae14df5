package io.gapwatch.agent.doctor;

import io.gapwatch.agent.doctor.Examination.Examined;
import io.gapwatch.agent.text.Lines;

/** The doctor's findings as text: a mark, what was found, and the fix below it. */
public final class DoctorText {
  private DoctorText() {}

  public static String of(Examined examined) {
    StringBuilder text = new StringBuilder();
    for (Diagnosis answer : examined.answers()) {
      text.append(
          "%s %s: %s%n"
              .formatted(answer.mark().sign(), examined.name(), Lines.oneLine(answer.text())));
      if (!answer.fix().isEmpty()) {
        text.append("     → %s%n".formatted(answer.fix()));
      }
    }
    return text.toString();
  }
}
