package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.GapwatchException;

/** Access to this user's crontab. */
interface CrontabStore {

  /**
   * The current crontab; no bytes if the user has none.
   *
   * @throws GapwatchException if it could not be read, which is not the same as having none
   */
  byte[] read();

  /**
   * Replaces it.
   *
   * @throws GapwatchException if that failed
   */
  void write(byte[] crontab);
}
