package io.gapwatch.agent.incident;

/**
 * What a check looks at.
 *
 * @param source which of the tables
 * @param from no row with a smaller number
 * @param hours how far back
 * @param list how many ranges it lists
 */
public record Looking(int source, int from, int hours, int list) {
  /** Equal only where all is the same. */
  public String scope() {
    return toString();
  }
}
