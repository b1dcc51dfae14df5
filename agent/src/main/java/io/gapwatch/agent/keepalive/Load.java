package io.gapwatch.agent.keepalive;

/** Work that can be made more or less. */
@FunctionalInterface
interface Load {

  /**
   * How much to work from now on.
   *
   * @param duty from 0, not at all, to 1, on all cores all the time
   */
  void set(double duty);
}
