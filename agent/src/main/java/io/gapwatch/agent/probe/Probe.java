package io.gapwatch.agent.probe;

/**
 * Asks one source one question. It does not judge: limits travel with the reading's observations
 * only by name.
 */
public interface Probe {

  /**
   * Asks.
   *
   * <p>What goes wrong on the way may be thrown: whoever asks turns it into {@link Unavailable}.
   */
  Reading ask(ProbeContext context);
}
