package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Increase;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Restarts per hour. PM2 tells only how many there have been since an app was created, or since
 * {@code pm2 reset}: 567 of them may be years old. Its {@code created_at} tells nothing of them:
 * each {@code pm2 restart} renews it (PM2 7.0.4, God/Methods.js, resetState) and keeps the count.
 */
record Restarts(ProbeContext context, Limits limits, OwnRestarts own) {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Adds one app; returns what to say of it. */
  String add(Measured.Builder reading, Group group) {
    OptionalLong total = Vitals.total(group);
    if (total.isEmpty()) {
      reading.unmeasured(
          new Unmeasured(
                  subject(group),
                  "PM2 does not report its restarts",
                  "see pm2 describe " + group.name())
              .at(group.place()));
      return "restarts unknown";
    }
    group
        .instances()
        .forEach(
            app ->
                reading.value(
                    ProcessesCheck.RESTART_COUNT, Group.sample(app), app.restarts().orElseThrow()));
    String all = Numbers.count(total.getAsLong(), "restart");
    if (group.isRestartedBySchedule()) {
      return all;
    }
    Optional<Rate> rate = rate(group);
    if (rate.isPresent()) {
      return all + observe(reading, group, rate.get());
    }
    double most = total.getAsLong();
    if (!limits.touchedBy(most)) {
      // There were at most all of them, which is within the limits.
      reading.observe(seen(group, most, "at most " + total.getAsLong()));
      return all + " in all";
    }
    String reason = all + " in all; per hour not known before the second run";
    reading.unmeasured(
        new Unmeasured(subject(group), reason, "run the job again")
            .at(group.place())
            .settlingAt(context.now().plus(HOUR)));
    return reason;
  }

  /**
   * Restarts of all instances.
   *
   * @param over since when they are counted, or the longest such time
   */
  private record Rate(double perHour, Duration over) {
    Rate plus(Rate other) {
      return new Rate(perHour + other.perHour, over.compareTo(other.over) < 0 ? other.over : over);
    }
  }

  /** Empty if it is unknown for one of the instances. */
  private Optional<Rate> rate(Group group) {
    Optional<Rate> sum = Optional.of(new Rate(0, Duration.ZERO));
    for (Pm2App app : group.instances()) {
      Optional<Rate> one = rate(app);
      sum = sum.flatMap(known -> one.map(known::plus));
    }
    return sum;
  }

  private Optional<Rate> rate(Pm2App app) {
    long total = app.restarts().orElseThrow();
    return Increase.ofAnHour(
            own.before(
                app.name(), context.pastOfCounter(ProcessesCheck.RESTART_COUNT, Group.sample(app))),
            (double) total,
            context.now())
        .map(increase -> new Rate(increase.perHour(), increase.over()));
  }

  private String observe(Measured.Builder reading, Group group, Rate rate) {
    String number = Numbers.text(rate.perHour);
    String text =
        rate.over.compareTo(HOUR) <= 0
            ? number + " in " + Durations.text(rate.over)
            : number + " per hour over " + Durations.text(rate.over);
    reading
        .value(ProcessesCheck.RESTARTS, group.name(), rate.perHour)
        .observe(seen(group, rate.perHour, text));
    return " (" + text + ")";
  }

  private static Observation seen(Group group, double perHour, String text) {
    return Observation.of(
            ProcessesCheck.RESTARTS,
            subject(group),
            perHour,
            text,
            group.name() + " was restarted: " + text,
            Remedies.restarting(group.name()))
        .at(group.place());
  }

  private static String subject(Group group) {
    return group.name() + " restarts";
  }
}
