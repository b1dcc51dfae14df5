package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.source.Compute;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The compute that this month's runs of all jobs have probably taken of the allowance of the plan.
 * Months are those of UTC.
 *
 * @param allowance what the plan includes
 * @param spent by runs before this one, in seconds
 */
public record ComputeCheck(Duration allowance, long spent) {
  public static final String ID = "motherduck-compute";

  private static final String SECONDS = "seconds";
  private static final double WARNING = 80;
  private static final double FULL = 100;

  /** Empty if no source of the configuration is metered. The smallest allowance counts. */
  public static Optional<ComputeCheck> of(
      Optional<History> history, Config config, Types types, Instant now) {
    return config.sources().values().stream()
        .flatMap(source -> types.source(source).allowance(source.settings()).stream())
        .min(Duration::compareTo)
        .map(
            allowance -> new ComputeCheck(allowance, history.map(it -> spent(it, now)).orElse(0L)));
  }

  private static long spent(History history, Instant now) {
    Instant month =
        now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
    return history.measurements().series(ID, SECONDS, "", month).stream()
        // A clock that was ahead dated them.
        .filter(sample -> !sample.at().isAfter(now))
        .mapToLong(sample -> (long) sample.value())
        .sum();
  }

  /** The result of a run that took this much; empty if it asked no metered source. */
  Optional<CheckResult> result(Compute run) {
    return run.statements() == 0
        ? Optional.empty()
        : Optional.of(new ComputeCheck(allowance, spent + run.seconds()).judged(run));
  }

  private CheckResult judged(Compute run) {
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("statements", run.statements());
    measured.put(SECONDS, run.seconds());
    measured.put("month", spent);
    measured.put("share", Math.round(share() * 10) / 10.0);
    return new CheckResult(
        ID,
        "agent",
        "this agent",
        "Compute",
        status(),
        inWords(),
        List.of(
            new Fact("This run", "%d statements, %ds".formatted(run.statements(), run.seconds())),
            new Fact("This month", inWords())),
        measured,
        status() == Status.OK ? List.of() : List.of(finding()),
        true,
        Covered.everything(),
        "");
  }

  public Status status() {
    return share() >= FULL ? Status.CRITICAL : share() >= WARNING ? Status.WARNING : Status.OK;
  }

  /** {@code about 2.41 of 10 CU-hours of this month (24 %)}. */
  public String inWords() {
    return String.format(
        Locale.ROOT,
        "about %.2f of %s CU-hours of this month (%.0f %%)",
        spent / 3600.0,
        hours(),
        share());
  }

  private Finding finding() {
    boolean full = share() >= FULL;
    return new Finding(
        ID,
        full ? Severity.CRITICAL : Severity.WARNING,
        "compute of MotherDuck",
        inWords(),
        String.format(Locale.ROOT, "%.0f %%", share()),
        full ? "100 %" : "80 %",
        remedy(),
        Map.of("seconds", spent, "allowance", allowance.toSeconds()),
        Optional.empty(),
        Optional.empty(),
        Place.WHOLE);
  }

  /** What helps. */
  public static String remedy() {
    return "let the job run less often, or shorten the windows of its checks; if the plan includes "
        + "more, set allowance of the source";
  }

  private double share() {
    return 100.0 * spent / allowance.toSeconds();
  }

  private String hours() {
    double hours = allowance.toSeconds() / 3600.0;
    return hours == Math.rint(hours)
        ? Long.toString((long) hours)
        : String.format(Locale.ROOT, "%.1f", hours);
  }
}
