package io.gapwatch.agent.app;

import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.data.GapsCheck;
import io.gapwatch.agent.probe.data.SqlCheck;
import io.gapwatch.agent.probe.data.StalenessCheck;
import java.util.List;

/** All types of check there are: one line each. */
public final class Probes {
  private Probes() {}

  public static List<CheckType> all() {
    return List.of(new GapsCheck(), new StalenessCheck(), new SqlCheck());
  }
}
