package io.gapwatch.agent.report;

/**
 * One success criterion.
 *
 * @param text the criterion in its own words
 * @param why what it is proven by, or what is not known
 */
public record Criterion(String text, Met met, String why) {

  /** Whether it is met; what is not proven is neither. */
  public enum Met {
    MET("✅", "met"),
    NOT_MET("❌", "not met"),
    UNKNOWN("❓", "unknown");

    private final String sign;
    private final String word;

    Met(String sign, String word) {
      this.sign = sign;
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** {@code ✅ no restarts: none in 6 runs}. */
  public String line() {
    return met.sign + " " + text + ": " + why;
  }
}
