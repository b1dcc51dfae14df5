package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Restarts, memory, CPU and uptime of each app. */
final class Vitals {
  /** No lower limit is broken by it: nobody is told that we did what we were asked to do. */
  private static final double WELL = Double.POSITIVE_INFINITY;

  private static final Duration FRESH = Duration.ofMinutes(1);

  private final ProbeContext context;
  private final OwnRestarts own;
  private final Restarts restarts;
  private final SustainedCpu cpu;

  Vitals(ProbeContext context, Bounds bounds) {
    this.context = context;
    this.own = new OwnRestarts(context);
    this.restarts = Restarts.of(context, bounds.restarts(), own);
    this.cpu = new SustainedCpu(context, bounds.cpu());
  }

  /**
   * Adds one app.
   *
   * @param scheduled what to say of its schedule; empty if it has none
   */
  void add(Measured.Builder reading, Group group, String scheduled) {
    List<String> words = new ArrayList<>();
    words.add(group.status());
    if (scheduled.isEmpty()) {
      uptime(reading, group).ifPresent(words::add);
    } else {
      words.add(scheduled);
    }
    words.add(restarts.add(reading, group));
    memory(reading, group).ifPresent(words::add);
    cpu.add(reading, group).ifPresent(words::add);
    reading.fact(group.name(), String.join(", ", words));
  }

  /** Of the instance that was started last. */
  private Optional<String> uptime(Measured.Builder reading, Group group) {
    Optional<Pm2App> youngest =
        group.online().stream()
            .filter(app -> app.startedAt().isPresent())
            .max(Comparator.comparing(app -> app.startedAt().orElseThrow()));
    Optional<Duration> least =
        youngest
            .flatMap(Pm2App::startedAt)
            .map(started -> Duration.between(started, context.now()))
            .map(up -> up.isNegative() ? Duration.ZERO : up);
    boolean ours = youngest.filter(own::started).isPresent();
    least.ifPresent(
        up -> {
          String text = Durations.text(up);
          reading
              .value(ProcessesCheck.UPTIME, group.name(), up.toSeconds())
              .observe(
                  Observation.of(
                          ProcessesCheck.UPTIME,
                          group.name() + " uptime",
                          ours ? WELL : (double) up.toSeconds(),
                          text,
                          group.name() + " was started " + text + " ago",
                          Remedies.young(group.name()))
                      .at(group.place())
                      .with(group.evidence()));
        });
    return least.map(
        up -> "up " + Durations.text(up) + (ours ? " since its restart by upkeep" : ""));
  }

  /** Of the largest instance. */
  private Optional<String> memory(Measured.Builder reading, Group group) {
    if (group.online().stream().anyMatch(this::isUntold)) {
      reading.unmeasured(
          new Unmeasured(
                  group.name() + " memory",
                  "PM2 does not report its memory",
                  "see pm2 describe %s; pm2 update replaces a daemon that can no longer read it"
                      .formatted(group.name()))
              .at(group.place()));
      return Optional.of("memory unknown");
    }
    OptionalLong most =
        group.online().stream().map(Pm2App::memory).flatMapToLong(OptionalLong::stream).max();
    if (most.isEmpty()) {
      return Optional.empty();
    }
    long bytes = most.getAsLong();
    String text = Sizes.text((double) bytes);
    reading
        .value(ProcessesCheck.MEMORY, group.name(), bytes)
        .observe(
            Observation.of(
                    ProcessesCheck.MEMORY,
                    group.name() + " memory",
                    (double) bytes,
                    text,
                    group.name() + " takes " + text + " of memory",
                    Remedies.memory(group.name()))
                .at(group.place())
                .with(group.evidence()));
    return Optional.of(text);
  }

  /** PM2 asks the system a moment after it started a process. */
  private boolean isUntold(Pm2App app) {
    return app.memory().isEmpty()
        && app.startedAt().filter(start -> start.isAfter(context.now().minus(FRESH))).isEmpty();
  }

  /** The sum, if all instances tell. */
  static OptionalLong total(Group group) {
    boolean all = group.instances().stream().allMatch(app -> app.restarts().isPresent());
    LongStream counts =
        group.instances().stream().map(Pm2App::restarts).flatMapToLong(OptionalLong::stream);
    return all ? OptionalLong.of(counts.sum()) : OptionalLong.empty();
  }
}
