package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import io.gapwatch.agent.finding.Status;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the machine is safe from being reclaimed. It judges the 7-day window with two days left,
 * by what its first five have proven, so that there is time to act.
 *
 * @param status unknown while too little is measured; a warning if less is proven than required
 * @param remedy what to do; empty if there is nothing to do
 */
public record Outlook(Status status, String text, String remedy) {
  private static final Duration LEFT = Duration.ofDays(2);
  private static final Duration JUDGED = IdleRule.WINDOW.minus(LEFT);

  /** A day covers every hour; less says little. */
  private static final Duration LEAST = Duration.ofDays(1);

  /** Oracle does not specify the statistic for memory, so nearly all 7 days must be above. */
  private static final double MEMORY_SHARE = 0.95;

  /**
   * Judges the stored snapshots.
   *
   * @param week the proof for the 7 days up to now
   */
  public static Outlook of(Plan plan, Proof week) {
    Instant first = week.knownSince().orElse(week.to());
    Instant judgedFrom = week.to().minus(JUDGED);
    Instant from = first.isAfter(judgedFrom) ? first : judgedFrom;
    Proof judged = week.since(from);
    if (Duration.between(from, week.to()).compareTo(LEAST) < 0) {
      return new Outlook(
          Status.UNKNOWN,
          "measured for " + judged.minutes() / 60 + " h, which is too short to judge",
          "let it run for a day; check that `gapwatch crontab show` has the keep-alive line");
    }
    return plan.config().hold() == Hold.MEMORY ? memory(judged) : cpu(plan, judged, first);
  }

  private static Outlook cpu(Plan plan, Proof judged, Instant first) {
    double percentile = judged.percentile();
    String seen =
        "the 95th percentile of CPU is proven to be at least %.1f %% over the last %.1f days"
            .formatted(percentile, judged.minutes() / 1440.0);
    if (!plan.suffices()) {
      return new Outlook(
          Status.WARNING,
          "the plan cannot reach %.0f %%: %d busy minutes in 7 days, but %d are needed; %s"
              .formatted(
                  IdleRule.LIMIT,
                  plan.busyMinutes(),
                  IdleRule.neededMinutes(IdleRule.WINDOW.toMinutes()),
                  seen),
          "remove keepAlive.schedule and keepAlive.burst to use the default of 6m an hour");
    }
    if (percentile >= IdleRule.LIMIT) {
      return new Outlook(Status.OK, seen, "");
    }
    boolean early = first.isAfter(judged.to().minus(JUDGED));
    return early
        ? new Outlook(
            Status.UNKNOWN, seen + ", with more than two days left to reach 20 %", lacking())
        : new Outlook(Status.WARNING, seen + ", and two days are left to reach 20 %", lacking());
  }

  private static Outlook memory(Proof judged) {
    double share = (double) judged.memoryMinutes(IdleRule.LIMIT) / judged.minutes();
    String seen =
        "memory in use was %.0f %% or more for %.1f %% of the last %.1f days"
            .formatted(IdleRule.LIMIT, 100 * share, judged.minutes() / 1440.0);
    return share >= MEMORY_SHARE
        ? new Outlook(Status.OK, seen, "")
        : new Outlook(
            Status.WARNING,
            seen,
            "check that the service of `gapwatch keep-alive --hold-memory` is running");
  }

  private static String lacking() {
    return "check that `gapwatch crontab show` has the keep-alive line and that its log shows "
        + "no failures; `gapwatch keep-alive --plan` shows the missing hours";
  }
}
