package io.gapwatch.agent.doctor;

/**
 * One line of the doctor.
 *
 * @param text what was found, without secrets
 * @param fix what to do about it; empty if there is nothing to do
 */
record Diagnosis(Mark mark, String text, String fix) {

  /** The result. */
  public enum Mark {
    OK("✅"),
    WARNING("⚠️"),
    FAILED("❌"),
    /** Unknown, which does not count as healthy. */
    UNKNOWN("❓"),
    /** Skipped; the text says why. */
    SKIPPED("➖");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** Whether it affects the doctor's exit code. */
    public boolean fails() {
      return this == FAILED || this == UNKNOWN;
    }
  }

  public static Diagnosis ok(String text) {
    return new Diagnosis(Mark.OK, text, "");
  }

  public static Diagnosis warning(String text, String fix) {
    return new Diagnosis(Mark.WARNING, text, fix);
  }

  public static Diagnosis failed(String text, String fix) {
    return new Diagnosis(Mark.FAILED, text, fix);
  }

  public static Diagnosis unknown(String text, String fix) {
    return new Diagnosis(Mark.UNKNOWN, text, fix);
  }

  public static Diagnosis skipped(String text) {
    return new Diagnosis(Mark.SKIPPED, text, "");
  }
}
