package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import io.gapwatch.agent.report.Style;
import java.io.PrintWriter;
import java.util.Locale;

/** The rule, the plan, the result so far and the verdict, as text. */
public final class PlanReport {
  private final PrintWriter out;
  private final Style style;

  public PlanReport(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /**
   * Prints it.
   *
   * @param week the proof for the last 7 days
   */
  public void print(Plan plan, Proof week, Outlook outlook) {
    rule();
    if (plan.config().hold() == Hold.MEMORY) {
      hold(plan.config());
    } else {
      bursts(plan);
    }
    reached(week);
    new HeatMap(week, style).lines().forEach(out::println);
    out.println();
    out.println(Style.mark(outlook.status()) + " " + style.paint(outlook.status(), outlook.text()));
    if (!outlook.remedy().isEmpty()) {
      out.println("  → " + outlook.remedy());
    }
    out.flush();
  }

  private void rule() {
    section("RULE");
    line("Oracle reclaims a free machine if all of these are below 20 %% over 7 days:");
    line("the 95th percentile of CPU, the network, and (A1 only) memory.");
    line(
        "So %,d of %,d minutes at 20 %% of all cores are enough.",
        IdleRule.neededMinutes(IdleRule.WINDOW.toMinutes()), IdleRule.WINDOW.toMinutes());
  }

  private void bursts(Plan plan) {
    section("PLAN");
    line(
        "%d bursts in 7 days (%s %s), %d min each, all cores at %d %%",
        plan.bursts(),
        plan.config().schedule().text(),
        plan.config().zone(),
        plan.config().burst().toMinutes(),
        plan.config().target());
    line(
        "busy whatever Oracle's alignment: %d min each, %,d min in total, %.1f %% of the time",
        Plan.provenBy(plan.config().burst()), plan.busyMinutes(), plan.share());
    line(
        "95th percentile it will reach: %.0f %%; %d of the bursts may be skipped",
        plan.percentile(), plan.spare());
  }

  private void hold(KeepAliveConfig config) {
    section("PLAN");
    line("a process holds memory, so that %d %% is always in use", config.memory());
  }

  private void reached(Proof week) {
    section("LAST 7 DAYS");
    line(
        "95th percentile of CPU, proven: at least %.1f %% (a minute not measured counts as idle)",
        week.percentile());
    line(
        "minutes proven at 20 %% or more: %,d of %,d (%.1f %%)",
        week.busyMinutes(IdleRule.LIMIT),
        week.minutes(),
        100.0 * week.busyMinutes(IdleRule.LIMIT) / week.minutes());
    line(
        "minutes not measured: %,d; memory at 20 %% or more: %,d min",
        week.minutes() - week.measuredMinutes(), week.memoryMinutes(IdleRule.LIMIT));
    out.println();
  }

  private void section(String title) {
    out.println(style.bold("[" + title + "]"));
  }

  private void line(String format, Object... values) {
    out.println("  " + String.format(Locale.ROOT, format, values));
  }
}
