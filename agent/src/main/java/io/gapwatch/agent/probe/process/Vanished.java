package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Formerly;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What PM2 had within a day and has no longer: apps, unless the check names those that must run,
 * and instances of an app. After that it is forgotten, which closes what was told and resolves
 * nothing.
 */
record Vanished(ProbeContext context, Roster roster) {
  /** Clocks are put back, and cron begins some seconds late. */
  private static final Duration A_DAY = Duration.ofHours(26);

  private static final Duration SLACK = Duration.ofHours(2);

  /** What earlier versions told of all apps together. */
  private static final String TOGETHER = "number of apps";

  /**
   * Adds them all.
   *
   * @return the parts that this reading looks at
   */
  Set<String> add(Measured.Builder reading, Map<String, Group> groups) {
    Set<String> parts = new HashSet<>(roster.known(groups));
    long vanished = 0;
    if (roster.expect().isEmpty()) {
      vanished = apps(reading, groups, parts);
      if (vanished == 0) {
        reading.ended(TOGETHER);
      }
    }
    for (Group group : groups.values()) {
      vanished += instances(reading, group, parts);
    }
    reading.value(ProcessesCheck.VANISHED, vanished);
    return parts;
  }

  private long apps(Measured.Builder reading, Map<String, Group> groups, Set<String> parts) {
    Map<String, Sample> seen =
        new TreeMap<>(context.newest(ProcessesCheck.OFFLINE, context.now().minus(remembered())));
    seen.keySet().removeAll(roster.known(groups));
    long gone = 0;
    for (Map.Entry<String, Sample> one : seen.entrySet()) {
      Formerly formerly = formerly(one.getKey(), presence(one.getKey()), 0);
      if (formerly.lacking() > 0) {
        gone++;
        parts.addAll(formerly.parts());
        gone(reading, formerly, one.getValue().at());
      }
    }
    return gone;
  }

  /** Under the subject of an app that is offline: it is the same to whoever is told. */
  private void gone(Measured.Builder reading, Formerly formerly, Instant seen) {
    String name = formerly.what();
    String text =
        "PM2 no longer has %s; it had it at %s".formatted(name, Times.time(seen, context.now()));
    reading
        .fact(name, "gone within " + within())
        .observe(
            Observation.of(ProcessesCheck.VANISHED, name, 1, "gone", text, Remedies.vanished(name))
                .at(formerly.place())
                .with(Map.of("process", name)));
  }

  private long instances(Measured.Builder reading, Group group, Set<String> parts) {
    long present = group.instances().size();
    Formerly formerly =
        formerly(group.name(), past(ProcessesCheck.INSTANCES, group.name()), present);
    String subject = group.name() + " instances";
    String text =
        "%s has %s, and had %d within %s"
            .formatted(group.name(), Numbers.count(present, "instance"), formerly.most(), within());
    if (formerly.lacking() > 0) {
      reading.fact(group.name(), text);
    }
    parts.addAll(formerly.parts());
    reading
        .value(ProcessesCheck.INSTANCES, group.name(), present)
        .observe(
            Observation.of(
                    ProcessesCheck.VANISHED,
                    subject,
                    (double) formerly.lacking(),
                    present + " of " + formerly.most(),
                    text,
                    Remedies.scaled(group.name(), formerly.most()))
                .at(formerly.place())
                .with(group.evidence()));
    return formerly.lacking();
  }

  /** Of each run that saw any app, 1 if it saw this one: a daemon without apps is no succession. */
  private List<Sample> presence(String name) {
    Set<Instant> seen =
        past(ProcessesCheck.OFFLINE, name).stream().map(Sample::at).collect(Collectors.toSet());
    return past(ProcessesCheck.APPS, "").stream()
        .filter(run -> run.value() > 0)
        .map(run -> new Sample(run.at(), seen.contains(run.at()) ? 1 : 0))
        .toList();
  }

  private List<Sample> past(Metric metric, String subject) {
    return context.past(metric, subject, context.now().minus(remembered().multipliedBy(2)));
  }

  /** A day, or as long as it is from one run to the next. */
  private Duration remembered() {
    Duration pause = context.due().plus(SLACK);
    return pause.compareTo(A_DAY) > 0 ? pause : A_DAY;
  }

  private String within() {
    return remembered().equals(A_DAY)
        ? "the last day"
        : "the last " + Durations.text(context.due());
  }

  private Formerly formerly(String name, List<Sample> past, long present) {
    return Formerly.of(name, past, present, context.now(), remembered());
  }
}
