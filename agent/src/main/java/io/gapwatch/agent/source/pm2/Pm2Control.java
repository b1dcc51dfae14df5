package io.gapwatch.agent.source.pm2;

import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.util.List;

/** The processes of one PM2 daemon, for the upkeep action that restarts them. */
public interface Pm2Control extends Session {
  /**
   * All processes as they are now, without PM2's own modules.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if PM2 does not list them
   */
  List<Pm2Process> processes(Duration timeout);

  /**
   * Restarts these instances with the environment that they have.
   *
   * @param ids PM2's numbers of them, not names: an app may be called {@code all}
   * @throws io.gapwatch.agent.source.SourceUnavailableException if PM2 refuses, or has not done it
   *     in time
   */
  void restart(List<Long> ids, Duration timeout);
}
