package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Increase;
import io.gapwatch.agent.probe.Increase.Reset;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Restarts per hour. PM2 tells only how many there have been since an app was created, or since
 * {@code pm2 reset}: 567 of them may be years old. Its {@code created_at} tells nothing of them:
 * each {@code pm2 restart} renews it (PM2 7.0.4, God/Methods.js, resetState) and keeps the count.
 */
record Restarts(ProbeContext context, Limits limits, OwnRestarts own, Set<String> recent) {
  private static final Duration HOUR = Duration.ofHours(1);

  static Restarts of(ProbeContext context, Limits limits, OwnRestarts own) {
    Instant since = context.now().minus(HOUR);
    return new Restarts(
        context, limits, own, context.newest(ProcessesCheck.RESTART_COUNT, since).keySet());
  }

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
    if (rate.isPresent() && !isLost(rate.get())) {
      return all + observe(reading, group, rate.get());
    }
    Rate least = least(group);
    if (limits.brokenBy(least.perHour)) {
      return all + observe(reading, group, least);
    }
    double most = most(group);
    boolean anew = rate.isPresent() || group.instances().stream().anyMatch(this::wasReset);
    if (!limits.touchedBy(most) && (!anew || !limits.areSet())) {
      // There were at most all of them, which is within the limits.
      reading.observe(seen(group, most, "at most " + Numbers.text(most)));
      return all + " in all";
    }
    String reason =
        anew
            ? all + " since pm2 reset; how many before is not known"
            : all + " in all; per hour not known before the second run";
    reading.unmeasured(
        new Unmeasured(subject(group), reason, "run the job again")
            .at(group.place())
            .settlingAt(context.now().plus(HOUR)));
    return reason;
  }

  /** Whether more than is known may have come before the counter was reset. */
  private boolean isLost(Rate rate) {
    return rate.reset == Reset.SINCE_LAST && limits.areSet() && !limits.touchedBy(rate.perHour);
  }

  /** Whether some of the last hour may have come before {@code pm2 reset}. */
  private boolean wasReset(Pm2App app) {
    return app.reset()
        && app.startedAt().filter(at -> at.isBefore(context.now().minus(HOUR))).isEmpty();
  }

  /**
   * Restarts of all instances.
   *
   * @param over since when they are counted, or the longest such time
   */
  private record Rate(double perHour, Duration over, Reset reset) {
    static Rate of(Increase increase, boolean complete) {
      return new Rate(
          increase.perHour(),
          increase.over(),
          complete && increase.reset() == Reset.SINCE_LAST ? Reset.NONE : increase.reset());
    }

    Rate plus(Rate other) {
      return new Rate(
          perHour + other.perHour,
          over.compareTo(other.over) < 0 ? other.over : over,
          reset.or(other.reset));
    }

    String text() {
      return Increase.text(perHour, over, reset);
    }
  }

  /** Of an instance that no run has seen, there were at most all that it ever had. */
  private double most(Group group) {
    return gone(group).perHour
        + group.instances().stream()
            .mapToDouble(
                app ->
                    rate(app)
                        .filter(rate -> rate.reset != Reset.SINCE_LAST)
                        .map(Rate::perHour)
                        .orElseGet(() -> (double) app.restarts().orElseThrow()))
            .sum();
  }

  /** Of those instances of which it is known. */
  private Rate least(Group group) {
    return group.instances().stream()
        .flatMap(app -> rate(app).stream())
        .reduce(gone(group).plus(new Rate(0, Duration.ZERO, Reset.EARLIER)), Rate::plus);
  }

  /** Who deletes an app and starts it again has not undone that it crashed within the hour. */
  private Rate gone(Group group) {
    Set<String> present = group.instances().stream().map(Group::sample).collect(Collectors.toSet());
    return recent.stream()
        .filter(one -> Group.isOf(one, group.name()) && !present.contains(one))
        .flatMap(one -> rateOfGone(group.name(), one).stream())
        .reduce(new Rate(0, Duration.ZERO, Reset.NONE), Rate::plus);
  }

  private Optional<Rate> rateOfGone(String name, String sample) {
    List<Sample> counts =
        own.before(name, context.pastOfCounter(ProcessesCheck.RESTART_COUNT, sample));
    double last = counts.isEmpty() ? 0 : counts.get(counts.size() - 1).value();
    return Increase.ofAnHour(counts, last, context.now())
        .filter(increase -> increase.amount() > 0)
        .map(increase -> new Rate(increase.perHour(), increase.over(), Reset.EARLIER));
  }

  /** Empty if it is unknown for one of the instances. */
  private Optional<Rate> rate(Group group) {
    Optional<Rate> sum = Optional.of(gone(group));
    for (Pm2App app : group.instances()) {
      Optional<Rate> one = rate(app);
      sum = sum.flatMap(known -> one.map(known::plus));
    }
    return sum;
  }

  private Optional<Rate> rate(Pm2App app) {
    long total = app.restarts().orElseThrow();
    List<Sample> counts = context.pastOfCounter(ProcessesCheck.RESTART_COUNT, Group.sample(app));
    return Increase.ofAnHour(own.before(app.name(), counts), (double) total, context.now())
        .map(increase -> Rate.of(increase, runsSince(app, counts)));
  }

  /** Whether it is the same run as at the latest sample, so that no restart can have been lost. */
  private static boolean runsSince(Pm2App app, List<Sample> counts) {
    Instant latest = counts.get(counts.size() - 1).at();
    return app.isOnline() && app.startedAt().filter(at -> at.isBefore(latest)).isPresent();
  }

  private static String observe(Measured.Builder reading, Group group, Rate rate) {
    reading
        .value(ProcessesCheck.RESTARTS, group.name(), rate.perHour)
        .observe(seen(group, rate.perHour, rate.text()));
    return " (" + rate.text() + ")";
  }

  private static Observation seen(Group group, double perHour, String text) {
    return Observation.of(
            ProcessesCheck.RESTARTS,
            subject(group),
            perHour,
            text,
            group.name() + " was restarted: " + text,
            Remedies.restarting(group.name()))
        .at(group.place())
        .with(group.evidence());
  }

  private static String subject(Group group) {
    return group.name() + " restarts";
  }
}
