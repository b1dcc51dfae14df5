package io.gapwatch.agent.probe;

/** Measures one thing on one source. It does not judge: observations name the limits that apply. */
public interface Probe {

  /**
   * Asks.
   *
   * <p>May throw on failure: the caller turns it into {@link Unavailable}.
   */
  Reading ask(ProbeContext context);
}
