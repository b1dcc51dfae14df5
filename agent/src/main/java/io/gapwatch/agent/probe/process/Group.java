package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.source.pm2.Pm2App;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All instances of one name; none if PM2 does not know it. */
record Group(String name, List<Pm2App> instances) {

  /** By name, in PM2's order. */
  static Map<String, Group> of(List<Pm2App> apps) {
    Map<String, Group> groups = new LinkedHashMap<>();
    apps.stream()
        .collect(Collectors.groupingBy(Pm2App::name, LinkedHashMap::new, Collectors.toList()))
        .forEach((name, instances) -> groups.put(name, new Group(name, instances)));
    return groups;
  }

  static Group missing(String name) {
    return new Group(name, List.of());
  }

  boolean isMissing() {
    return instances.isEmpty();
  }

  List<Pm2App> online() {
    return instances.stream().filter(Pm2App::isOnline).toList();
  }

  /** Whether it runs once each time that PM2 starts it, and being stopped in between is health. */
  boolean runsBySchedule() {
    return !isMissing()
        && instances.stream().allMatch(app -> app.cron().isPresent() && !app.restartsItself());
  }

  /** Whether PM2 restarts it on a schedule, so that restarts and a short uptime say nothing. */
  boolean isRestartedBySchedule() {
    return instances.stream().anyMatch(app -> app.cron().isPresent());
  }

  /** {@code online}, or {@code 1 of 2 online, errored}. */
  String status() {
    if (isMissing()) {
      return "not in PM2's list";
    }
    List<String> words = instances.stream().map(Pm2App::status).distinct().toList();
    if (words.size() == 1) {
      return instances.size() == 1 ? words.get(0) : instances.size() + " " + words.get(0);
    }
    return "%d of %d online, %s"
        .formatted(
            online().size(),
            instances.size(),
            words.stream()
                .filter(word -> !word.equals("online"))
                .collect(Collectors.joining(", ")));
  }

  /** Where its findings are: an app that is deleted takes them with it. */
  Place place() {
    return Place.of(name);
  }

  /** Names it to whoever looks for its log. */
  Map<String, Object> evidence() {
    return Map.of("process", name);
  }

  /** Whether a subject of samples is an instance of this name. */
  static boolean isOf(String sample, String name) {
    return sample.startsWith(name + "#") && sample.substring(name.length() + 1).matches("-?\\d+");
  }

  /** The subject of an instance's own samples: PM2's number tells a new one from an old one. */
  static String sample(Pm2App app) {
    return app.name() + "#" + app.id();
  }
}
