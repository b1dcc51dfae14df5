package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.pm2.Pm2Session;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds PM2's list against the names that must run, and each app against its past. */
final class ProcessesProbe implements Probe {
  /** PM2 waits this long before it calls a start a success; more is a hang. */
  private static final Duration START = Duration.ofMinutes(2);

  private final Roster roster;
  private final ZoneId zone;
  private final Bounds bounds;

  ProcessesProbe(Roster roster, ZoneId zone, Bounds bounds) {
    this.roster = roster;
    this.zone = zone;
    this.bounds = bounds;
  }

  @Override
  public Reading ask(ProbeContext context) {
    Map<String, Group> groups = Group.of(context.session(Pm2Session.class).apps(context.timeout()));
    if (groups.isEmpty() && !roster.namesAny()) {
      return new Unavailable(
          "PM2 manages no apps", "start the apps with PM2, or name them in expect");
    }
    List<Group> mustRun = roster.mustRun(groups);
    List<Group> mayStop = roster.mayStop(groups);
    List<String> unnamed = roster.unnamed(groups);
    Measured.Builder reading = Measured.saying(summary(mustRun, mayStop));
    Map<String, String> states = new LinkedHashMap<>();
    mustRun.forEach(group -> offline(reading, group, group.online().size(), unnamed));
    mayStop.forEach(group -> offline(reading, group, asAllowed(group), unnamed));
    allOffline(reading, mustRun);
    Vitals vitals = new Vitals(context, bounds);
    Schedules schedules = new Schedules(zone, context.now());
    for (Group group : groups.values()) {
      states.put(group.name(), group.status());
      String scheduled = schedules.add(reading, group);
      vitals.add(reading, group, scheduled);
    }
    if (!unnamed.isEmpty()) {
      reading.fact("Not named in the check", String.join(", ", unnamed));
    }
    Set<String> parts = new Vanished(context, roster).add(reading, groups);
    return reading
        .value(ProcessesCheck.APPS, groups.size())
        .value(ProcessesCheck.UNNAMED, unnamed.size())
        .observe(
            Observation.of(
                ProcessesCheck.UNNAMED,
                "apps that the check does not name",
                unnamed.size(),
                String.valueOf(unnamed.size()),
                "not named in the check: " + String.join(", ", unnamed),
                "add them to expect or stopped"))
        .detail("status", states)
        .coveringWhatIsObserved(parts)
        .build();
  }

  private static String summary(List<Group> mustRun, List<Group> mayStop) {
    long online = mustRun.stream().filter(ProcessesProbe::isWhole).count();
    String text = "%d of %d online".formatted(online, mustRun.size());
    long fine =
        mayStop.stream()
            .filter(group -> !group.isMissing() && asAllowed(group) == group.instances().size())
            .count();
    return mayStop.isEmpty()
        ? text
        : "%s, %d of %d that may be stopped are fine".formatted(text, fine, mayStop.size());
  }

  private static boolean isWhole(Group group) {
    return !group.isMissing() && group.online().size() == group.instances().size();
  }

  /** How many instances are as they may be, where being stopped is allowed. */
  private static int asAllowed(Group group) {
    return (int)
        group.instances().stream().filter(app -> app.isOnline() || app.isStopped()).count();
  }

  private static void offline(
      Measured.Builder reading, Group group, int well, List<String> unnamed) {
    int offline = group.isMissing() ? 1 : group.instances().size() - well;
    Observation seen =
        Observation.of(
                ProcessesCheck.OFFLINE,
                group.name(),
                offline,
                group.status(),
                group.name() + " is " + group.status(),
                group.isMissing()
                    ? Remedies.missing(group.name(), unnamed)
                    : Remedies.offline(group.name()))
            .at(group.place())
            .with(Map.of("process", group.name(), "status", group.status()));
    reading.value(ProcessesCheck.OFFLINE, group.name(), offline);
    if (group.isMissing()) {
      reading.fact(group.name(), group.status());
    }
    reading.observe(
        group.instances().stream()
            .filter(app -> app.status().equals("launching"))
            .flatMap(app -> app.startedAt().stream())
            .findFirst()
            .map(started -> seen.settlingAt(started.plus(START)))
            .orElse(seen));
  }

  /** Worse than each of them alone. */
  private static void allOffline(Measured.Builder reading, List<Group> mustRun) {
    if (mustRun.isEmpty()) {
      return;
    }
    long online = mustRun.stream().filter(group -> !group.online().isEmpty()).count();
    reading
        .value(ProcessesCheck.ONLINE, online)
        .observe(
            Observation.of(
                ProcessesCheck.ONLINE,
                "all processes",
                (double) online,
                String.valueOf(online),
                online == 0
                    ? "all %d processes are offline".formatted(mustRun.size())
                    : "only %d of %d processes are online".formatted(online, mustRun.size()),
                "see pm2 list, and what they have in common: the database, the disk, memory"));
  }
}
