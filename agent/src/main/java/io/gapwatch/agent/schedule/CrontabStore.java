package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;

/** Where this user's crontab is kept. */
public interface CrontabStore {

  /**
   * The crontab as it is; no bytes when the user has none.
   *
   * @throws GapwatchException when it could not be read: that is not the same as having none
   */
  byte[] read();

  /**
   * Puts this in its place.
   *
   * @throws GapwatchException when that failed
   */
  void write(byte[] crontab);
}
