package io.gapwatch.agent.html;

/**
 * The range that a course is drawn in. It spans at least a tenth of the values: a number that
 * hardly changes shall not look steep.
 */
public record Scale(double low, double high) {
  private static final double LEAST = 0.1;

  /** For values between these two. */
  public static Scale of(double least, double most) {
    double wanted = LEAST * Math.max(Math.abs(least), Math.abs(most));
    double span = Math.max(most - least, wanted > 0 ? wanted : 1);
    double middle = (least + most) / 2;
    // What is never below zero is not drawn as if it could be.
    double low = least >= 0 ? Math.max(0, middle - span / 2) : middle - span / 2;
    return new Scale(low, low + span);
  }

  /** How far below the top a value is: 0 at the top, 1 at the bottom. */
  public double down(double value) {
    return (high - value) / (high - low);
  }
}
