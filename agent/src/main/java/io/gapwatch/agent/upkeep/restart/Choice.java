package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.probe.process.ProcessesCheck;
import io.gapwatch.agent.upkeep.ActionContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which processes are restarted.
 *
 * @param only these, in this order; empty for all
 * @param except never these
 */
record Choice(List<String> only, List<String> except) {

  /**
   * Why each process is left as it is; empty for one that is to be restarted. In the order in which
   * they are restarted.
   */
  Map<String, String> of(Map<String, Instances> processes, ActionContext context) {
    Set<String> stopped = new HashSet<>();
    context
        .checks()
        .ofSource(ProcessesCheck.TYPE)
        .forEach(settings -> stopped.addAll(ProcessesCheck.stopped(settings)));
    Map<String, String> choice = new LinkedHashMap<>();
    for (String name : only.isEmpty() ? processes.keySet() : only) {
      Instances its = processes.get(name);
      if (its != null) {
        choice.put(name, reason(its, stopped));
      }
    }
    return choice;
  }

  private String reason(Instances its, Set<String> stopped) {
    if (except.contains(its.name())) {
      return "excepted";
    }
    if (stopped.contains(its.name())) {
      return "a check expects it to be stopped";
    }
    if (its.runBySchedule()) {
      return "PM2 starts it by schedule";
    }
    return its.areOnline() ? "" : "it is " + its.status() + ", not online";
  }

  /** The names that PM2 does not have. */
  List<String> missing(Map<String, Instances> processes) {
    return only.stream().filter(name -> !processes.containsKey(name)).toList();
  }
}
