package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.config.Schedule;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Whether the apps that PM2 starts by a schedule were started. That they are stopped in between
 * says nothing.
 */
record Schedules(ZoneId zone, Instant now) {

  /** Adds one app; returns what to say of it, empty if it has no schedule. */
  String add(Measured.Builder reading, Group group) {
    Optional<Pm2App> app =
        group.instances().stream().filter(one -> one.cron().isPresent()).findFirst();
    if (app.isEmpty()) {
      return "";
    }
    String cron = app.get().cron().orElseThrow();
    // PM2 takes a sixth field, the second, in front.
    Optional<Schedule> schedule = Schedule.parse(cron.replaceFirst("^0 (?=(\\S+ ){4}\\S+$)", ""));
    Optional<Instant> started = app.get().startedAt();
    if (schedule.isEmpty() || started.isEmpty()) {
      reading.unmeasured(
          new Unmeasured(
                  subject(group),
                  started.isEmpty()
                      ? "PM2 does not report when it was last started"
                      : "its schedule " + cron + " is not one of five fields",
                  "see pm2 describe " + group.name())
              .at(group.place()));
      return "by schedule " + cron;
    }
    Duration late =
        schedule
            .get()
            .next(started.get(), zone)
            .map(due -> Duration.between(due, now))
            .filter(by -> !by.isNegative())
            .orElse(Duration.ZERO);
    String last = "last started " + Times.time(started.get(), now);
    reading
        .value(ProcessesCheck.OVERDUE, group.name(), late.toSeconds())
        .observe(
            Observation.of(
                    ProcessesCheck.OVERDUE,
                    subject(group),
                    (double) late.toSeconds(),
                    Durations.text(late),
                    "%s should have been started %s ago (%s); %s"
                        .formatted(group.name(), Durations.text(late), cron, last),
                    Remedies.overdue(group.name()))
                .at(group.place())
                .with(group.evidence()));
    return last + " (" + cron + ")";
  }

  private static String subject(Group group) {
    return group.name() + " schedule";
  }
}
