package io.gapwatch.agent.source.pm2;

import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.util.List;

/** The processes of one PM2 daemon. */
public interface Pm2Session extends Session {
  /**
   * All apps as they were when they were first asked for in this run, without PM2's own modules.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if PM2 does not list them
   */
  List<Pm2App> apps(Duration timeout);
}
