package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Formerly;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What PM2 had within a day and has no longer: apps, unless the check names those that must run,
 * and instances of an app. After that it is forgotten, which closes what was told and resolves
 * nothing.
 */
record Vanished(ProbeContext context, Roster roster) {
  /** Cron begins a daily run some seconds more than a day after the one before. */
  private static final Duration A_DAY = Duration.ofHours(25);

  /**
   * Adds them all.
   *
   * @return the parts that this reading looks at
   */
  Set<String> add(Measured.Builder reading, Map<String, Group> groups) {
    Set<String> parts = new HashSet<>(roster.known(groups));
    long vanished = 0;
    if (roster.expect().isEmpty()) {
      Map<String, Sample> gone = gone(groups);
      gone.forEach((name, seen) -> gone(reading, name, seen.at(), parts));
      vanished = gone.size();
    }
    for (Group group : groups.values()) {
      vanished += instances(reading, group, parts);
    }
    reading.value(ProcessesCheck.VANISHED, vanished);
    return parts;
  }

  /** Each app that is gone, with when it was seen last. */
  private Map<String, Sample> gone(Map<String, Group> groups) {
    Map<String, Sample> gone =
        new TreeMap<>(context.newest(ProcessesCheck.OFFLINE, context.now().minus(A_DAY)));
    gone.keySet().removeAll(roster.known(groups));
    return gone;
  }

  /** Under the subject of an app that is offline: it is the same to whoever is told. */
  private void gone(Measured.Builder reading, String name, Instant seen, Set<String> parts) {
    String part = name + ": gone";
    String text = "PM2 no longer has %s; it had it at %s".formatted(name, time(seen));
    parts.add(part);
    reading
        .fact(name, "gone within the last day")
        .observe(
            Observation.of(ProcessesCheck.VANISHED, name, 1, "gone", text, Remedies.vanished(name))
                .at(Place.of(part))
                .with(Map.of("process", name)));
  }

  private long instances(Measured.Builder reading, Group group, Set<String> parts) {
    long present = group.instances().size();
    reading.value(ProcessesCheck.INSTANCES, group.name(), present);
    Formerly formerly =
        Formerly.of(
            context.past(
                ProcessesCheck.INSTANCES, group.name(), context.now().minus(A_DAY.multipliedBy(2))),
            present,
            context.now(),
            A_DAY);
    if (formerly.forgotten()) {
      return 0;
    }
    long lacking = formerly.most() - present;
    String subject = group.name() + " instances";
    String text =
        "%s has %s, and had %d within the last day"
            .formatted(group.name(), Numbers.count(present, "instance"), formerly.most());
    parts.add(subject);
    if (lacking > 0) {
      reading.fact(group.name(), text);
    }
    reading.observe(
        Observation.of(
                ProcessesCheck.VANISHED,
                subject,
                (double) lacking,
                present + " of " + formerly.most(),
                text,
                Remedies.scaled(group.name(), formerly.most()))
            .at(Place.of(subject))
            .with(group.evidence()));
    return lacking;
  }

  private String time(Instant at) {
    return Times.time(at, context.now());
  }
}
