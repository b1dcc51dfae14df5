package io.gapwatch.agent;

/**
 * How a process ended.
 *
 * @param code its exit code; 128 and the signal's number when one ended it
 */
record Ending(int code, String out, String err) {
  static final int KILLED = 128 + 9;
  static final int TERMINATED = 128 + 15;
}
