package io.gapwatch.agent.probe.cache;

import io.gapwatch.agent.probe.Increase;
import io.gapwatch.agent.probe.Increase.Reset;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A counter of {@code INFO} that begins with 0 when the server starts, and again at {@code CONFIG
 * RESETSTAT}.
 *
 * @param field its name there
 * @param all what is remembered of it
 * @param rate what is judged
 */
record Counter(String field, Metric all, Metric rate, Limits limits) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * Adds it.
   *
   * @param what what it counts, in words
   */
  void addTo(Measured.Builder reading, Server server, String what, String remedy) {
    OptionalLong total = server.info().number(field);
    if (total.isEmpty()) {
      return;
    }
    reading.value(all, total.getAsLong());
    Optional<Increase> increase =
        increase(
            server.context(),
            server.info().number("uptime_in_seconds"),
            (double) total.getAsLong());
    if (increase.isPresent() && !isLost(increase.get())) {
      observe(reading, what, increase.get().perHour(), increase.get().text(), remedy);
      reading.value(rate, increase.get().perHour());
      return;
    }
    String reason =
        increase
            .map(
                it ->
                    it.text() + "; the counters were reset, and how many came before is not known")
            .orElse(
                "%,d in all; per hour not known before the second run"
                    .formatted(total.getAsLong()));
    if (increase.isEmpty() && !limits.touchedBy((double) total.getAsLong())) {
      // There were at most all of them, which is within the limits.
      observe(
          reading,
          what,
          (double) total.getAsLong(),
          Numbers.text((double) total.getAsLong()) + " in all",
          remedy);
      return;
    }
    reading.unmeasured(
        new Unmeasured(what, reason, "run the job again")
            .settlingAt(server.context().now().plus(HOUR)));
  }

  /** Whether more than is known may have come before the counter began anew. */
  private boolean isLost(Increase increase) {
    return increase.reset() == Reset.SINCE_LAST
        && limits.areSet()
        && !limits.touchedBy(increase.perHour());
  }

  private void observe(
      Measured.Builder reading, String what, double perHour, String text, String remedy) {
    reading
        .fact(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1), text)
        .observe(Observation.of(rate, what, perHour, text, what + ": " + text, remedy));
  }

  /** Of this life of the server: since it started, or since an earlier run. */
  private Optional<Increase> increase(ProbeContext context, OptionalLong uptime, double total) {
    List<Sample> past = context.pastOfCounter(all, "");
    Instant since = past.isEmpty() ? context.now().minus(DAY) : past.get(0).at();
    Optional<Instant> start =
        uptime.stream()
            .mapToObj(seconds -> context.now().minusSeconds(seconds))
            .filter(it -> !it.isBefore(since))
            .findFirst();
    List<Sample> counted = new ArrayList<>();
    start.ifPresent(at -> counted.add(new Sample(at, 0)));
    past.stream()
        .filter(sample -> start.isEmpty() || !sample.at().isBefore(start.get()))
        .forEach(counted::add);
    return Increase.ofAnHour(counted, total, context.now());
  }
}
