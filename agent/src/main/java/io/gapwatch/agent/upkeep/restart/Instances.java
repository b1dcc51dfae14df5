package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Process;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All instances of one name. */
record Instances(String name, List<Pm2Process> all) {

  /** By name, in PM2's order. */
  static Map<String, Instances> of(List<Pm2Process> processes) {
    Map<String, Instances> named = new LinkedHashMap<>();
    processes.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.app().name(), LinkedHashMap::new, Collectors.toList()))
        .forEach((name, all) -> named.put(name, new Instances(name, all)));
    return named;
  }

  boolean areOnline() {
    return all.stream().allMatch(each -> each.app().isOnline());
  }

  /** Whether somebody has stopped it. */
  boolean areStopped() {
    return all.stream().allMatch(each -> each.app().isStopped());
  }

  /** Whether PM2 starts it on a schedule, and it ends by itself. */
  boolean runBySchedule() {
    return all.stream()
        .allMatch(each -> each.app().cron().isPresent() && !each.app().restartsItself());
  }

  List<Long> ids() {
    return all.stream().map(each -> each.app().id()).toList();
  }

  /** {@code online}, or {@code online, errored}. */
  String status() {
    return all.stream()
        .map(each -> each.app().status())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The start of each instance, by which a restart shows: {@code 3=1762308000000}. */
  String starts() {
    return all.stream()
        .map(each -> each.app().id() + "=" + start(each.app()))
        .collect(Collectors.joining(" "));
  }

  private static long start(Pm2App app) {
    return app.startedAt().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Whether each instance has been started since those starts were written down. */
  boolean allStartedSince(String starts) {
    List<String> then = List.of(starts.split(" ", -1));
    return all.stream().noneMatch(each -> then.contains(each.app().id() + "=" + start(each.app())));
  }
}
