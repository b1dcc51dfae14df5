package io.gapwatch.agent.keepalive;

/** An adjustable CPU load. */
@FunctionalInterface
interface Load {

  /**
   * Sets the load.
   *
   * @param duty from 0, idle, to 1, all cores fully busy
   */
  void set(double duty);
}
