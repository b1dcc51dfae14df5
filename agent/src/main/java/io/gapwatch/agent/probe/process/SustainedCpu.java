package io.gapwatch.agent.probe.process;

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
import java.util.OptionalDouble;

/**
 * CPU that is high for long. PM2 tells that of one moment, and each app is at 100 % when it starts:
 * what counts is the least of the samples of at least 10 minutes.
 */
record SustainedCpu(ProbeContext context, Limits limits) {
  private static final Duration LEAST = Duration.ofMinutes(10);
  private static final Duration SETTLES_WITHIN = Duration.ofHours(1);

  /** Adds one app; returns what to say of it. */
  Optional<String> add(Measured.Builder reading, Group group) {
    double most = -1;
    double sustained = -1;
    boolean known = true;
    for (Pm2App app : group.online()) {
      if (app.cpu().isPresent()) {
        double now = app.cpu().getAsDouble();
        most = Math.max(most, now);
        reading.value(ProcessesCheck.CPU_NOW, Group.sample(app), now);
        OptionalDouble least = least(app, now);
        known &= least.isPresent();
        sustained = Math.max(sustained, least.orElse(0));
      }
    }
    if (most < 0) {
      return Optional.empty();
    }
    String now = "CPU " + percent(most);
    if (!told(group) && !limits.touchedBy(sustained)) {
      // That one of them is well says nothing of another, of which PM2 tells nothing.
      return Optional.of(now);
    }
    if (known) {
      reading.value(ProcessesCheck.CPU, group.name(), sustained).observe(seen(group, sustained));
    } else if (limits.touchedBy(most)) {
      reading.unmeasured(
          new Unmeasured(
                  subject(group),
                  now + " now; whether for long is not known before the second run",
                  "run the job again")
              .at(group.place())
              .settlingAt(context.now().plus(SETTLES_WITHIN)));
    } else {
      // It cannot have been above a limit all the time if it is not now.
      reading.observe(seen(group, most));
    }
    return Optional.of(now);
  }

  private static boolean told(Group group) {
    return group.online().stream().allMatch(app -> app.cpu().isPresent());
  }

  /** The least since the newest sample that is old enough; empty if that is not known. */
  private OptionalDouble least(Pm2App app, double now) {
    Instant latest = context.now().minus(LEAST);
    if (app.startedAt().filter(started -> started.isAfter(latest)).isPresent()) {
      return OptionalDouble.of(0);
    }
    List<Sample> past = context.pastOfCounter(ProcessesCheck.CPU_NOW, Group.sample(app));
    Optional<Instant> from =
        past.stream()
            .map(Sample::at)
            .filter(at -> !at.isAfter(latest))
            .reduce((older, newer) -> newer);
    return from.map(
            since ->
                OptionalDouble.of(
                    past.stream()
                        .filter(sample -> !sample.at().isBefore(since))
                        .mapToDouble(Sample::value)
                        .reduce(now, Math::min)))
        .orElseGet(OptionalDouble::empty);
  }

  private static Observation seen(Group group, double percent) {
    return Observation.of(
            ProcessesCheck.CPU,
            subject(group),
            percent,
            percent(percent),
            group.name()
                + " is at "
                + percent(percent)
                + " of a core or more for at least 10 minutes",
            Remedies.busy(group.name()))
        .at(group.place())
        .with(group.evidence());
  }

  private static String percent(double share) {
    return Numbers.text(share) + "%";
  }

  private static String subject(Group group) {
    return group.name() + " cpu";
  }
}
