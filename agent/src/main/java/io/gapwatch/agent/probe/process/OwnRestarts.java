package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.ProbeContext.Upkeep;
import io.gapwatch.agent.source.pm2.Pm2App;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The restarts that Gapwatch's own upkeep made. They raise PM2's count as a crash does, and make a
 * process young, but nothing is wrong.
 */
record OwnRestarts(ProbeContext context) {
  private static final String RESTART = "restart";
  private static final Duration DAY = Duration.ofDays(1);

  /** The clocks of PM2 and of this process are the same one, read a moment apart. */
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private List<Upkeep> of(String name, Instant since) {
    return context.upkeep(RESTART, since).stream()
        .filter(each -> each.subject().equals(name))
        .toList();
  }

  /** The samples of PM2's count, as if our restarts had come before each of them. */
  List<Sample> before(String name, List<Sample> counts) {
    if (counts.isEmpty()) {
      return counts;
    }
    List<Upkeep> ours = of(name, counts.get(0).at());
    return counts.stream()
        .map(
            sample ->
                new Sample(
                    sample.at(),
                    sample.value()
                        + ours.stream().filter(each -> each.from().isAfter(sample.at())).count()))
        .toList();
  }

  /** Whether it was one of ours that started this app last. */
  boolean started(Pm2App app) {
    return app.startedAt()
        .filter(
            at ->
                of(app.name(), context.now().minus(DAY)).stream()
                    .anyMatch(
                        each ->
                            !at.isBefore(each.from().minus(CLOSE))
                                && !at.isAfter(each.until().orElse(context.now()).plus(CLOSE))))
        .isPresent();
  }
}
