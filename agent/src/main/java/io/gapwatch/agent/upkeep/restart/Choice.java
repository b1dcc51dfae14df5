package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.probe.process.ProcessesCheck;
import io.gapwatch.agent.upkeep.ActionContext;
import io.gapwatch.agent.upkeep.Ledger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    Set<String> begun =
        context.ledger().interrupted().stream()
            .filter(entry -> entry.done().isEmpty())
            .map(Ledger.Entry::subject)
            .collect(Collectors.toSet());
    Map<String, String> choice = new LinkedHashMap<>();
    for (String name : only.isEmpty() ? processes.keySet() : only) {
      Instances its = processes.get(name);
      if (its != null) {
        choice.put(name, reason(its, stopped, begun.contains(name)));
      }
    }
    return choice;
  }

  /**
   * @param begun whether a run that was killed has begun to restart it: if it did not come up since
   *     then, that is to be told
   */
  private String reason(Instances its, Set<String> stopped, boolean begun) {
    if (except.contains(its.name())) {
      return "excepted";
    }
    if (stopped.contains(its.name())) {
      return "a check expects it to be stopped";
    }
    if (its.runBySchedule()) {
      return "PM2 starts it by schedule";
    }
    return its.areOnline() || (begun && !its.areStopped()) ? "" : notOnline(its);
  }

  /** The reason of one that nobody wants to be down: whether it is well again is not known. */
  static String notOnline(Instances its) {
    return "it is " + its.status() + ", not online";
  }

  /**
   * The names that PM2 does not have, and the key that has them: whoever mistypes an exception
   * believes a process to be safe that is not.
   */
  Map<String, String> missing(Map<String, Instances> processes) {
    Map<String, String> missing = new LinkedHashMap<>();
    only.forEach(name -> missing.put(name, "only"));
    except.forEach(name -> missing.putIfAbsent(name, "except"));
    missing.keySet().removeAll(processes.keySet());
    return missing;
  }
}
