package io.gapwatch.agent.app;

import io.gapwatch.agent.upkeep.ActionType;
import io.gapwatch.agent.upkeep.logs.PruneLogsAction;
import io.gapwatch.agent.upkeep.restart.RestartAction;
import io.gapwatch.agent.upkeep.vacuum.VacuumAction;
import java.util.List;

/** All types of upkeep actions: one line each. */
final class ActionTypes {
  private ActionTypes() {}

  public static List<ActionType> all() {
    return List.of(new VacuumAction(), new RestartAction(), new PruneLogsAction());
  }
}
