package io.gapwatch.agent.source.redis;

import io.gapwatch.agent.config.GapwatchException;

/** The server answered with an error: it lives. */
public final class RedisRefusal extends GapwatchException {
  private static final long serialVersionUID = 1;

  private final String line;

  RedisRefusal(String line) {
    super(line);
    this.line = line;
  }

  /** The first word: {@code LOADING}, {@code NOPERM}, {@code MISCONF}, {@code ERR} and so on. */
  public String code() {
    return line.split(" ", 2)[0];
  }

  /** The whole answer. */
  public String line() {
    return line;
  }
}
