package io.gapwatch.agent.source;

/**
 * What statements have cost where a provider meters them, as estimated from here.
 *
 * @param statements how many were executed
 * @param seconds of compute
 */
public record Compute(int statements, long seconds) {
  public static final Compute NONE = new Compute(0, 0);

  public Compute plus(Compute other) {
    return new Compute(statements + other.statements, seconds + other.seconds);
  }
}
