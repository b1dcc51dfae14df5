package io.gapwatch.agent.probe.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which apps must run.
 *
 * @param expect must run; if empty, all must that PM2 has
 * @param stopped may be stopped, but must be there and not have failed
 */
record Roster(Set<String> expect, Set<String> stopped) {

  /** Those that must run; missing ones too. */
  List<Group> mustRun(Map<String, Group> groups) {
    Set<String> names = expect.isEmpty() ? new LinkedHashSet<>(groups.keySet()) : expect;
    return all(names, groups).stream()
        .filter(group -> !stopped.contains(group.name()) && !group.runsBySchedule())
        .toList();
  }

  /** Those that may be stopped. */
  List<Group> mayStop(Map<String, Group> groups) {
    Set<String> names = new LinkedHashSet<>(stopped);
    groups.values().stream()
        .filter(Group::runsBySchedule)
        .filter(group -> expect.isEmpty() || expect.contains(group.name()))
        .forEach(group -> names.add(group.name()));
    return all(names, groups);
  }

  /** Those that the check does not name, if it names any. */
  List<String> unnamed(Map<String, Group> groups) {
    return expect.isEmpty()
        ? List.of()
        : groups.keySet().stream()
            .filter(name -> !expect.contains(name) && !stopped.contains(name))
            .toList();
  }

  /** All names: those of the check, and those that PM2 has. */
  Set<String> known(Map<String, Group> groups) {
    Set<String> all = new LinkedHashSet<>(groups.keySet());
    all.addAll(expect);
    all.addAll(stopped);
    return all;
  }

  boolean namesAny() {
    return !expect.isEmpty() || !stopped.isEmpty();
  }

  private static List<Group> all(Set<String> names, Map<String, Group> groups) {
    return names.stream().map(name -> groups.getOrDefault(name, Group.missing(name))).toList();
  }
}
