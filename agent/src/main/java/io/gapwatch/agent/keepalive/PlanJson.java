package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.config.KeepAliveConfig;
import io.gapwatch.agent.config.KeepAliveConfig.Hold;
import io.gapwatch.agent.report.JsonReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of {@link PlanReport} for scripts. Shares are in percent with one decimal, durations
 * in minutes.
 */
public final class PlanJson {
  private PlanJson() {}

  /**
   * One JSON object.
   *
   * @param week the proof for the last 7 days
   */
  public static String of(Plan plan, Proof week, Outlook outlook) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("status", outlook.status().word());
    object.put("text", outlook.text());
    object.put("remedy", outlook.remedy());
    object.put("rule", rule());
    object.put("plan", plan(plan));
    object.put("week", week(week));
    return new JsonReport().text(object);
  }

  private static Map<String, Object> rule() {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("limit", tenths(IdleRule.LIMIT));
    rule.put("minutes", IdleRule.WINDOW.toMinutes());
    rule.put("neededMinutes", IdleRule.neededMinutes(IdleRule.WINDOW.toMinutes()));
    return rule;
  }

  private static Map<String, Object> plan(Plan plan) {
    KeepAliveConfig config = plan.config();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("hold", config.hold().name().toLowerCase(Locale.ROOT));
    if (config.hold() == Hold.MEMORY) {
      object.put("memory", config.memory());
      return object;
    }
    object.put("schedule", config.schedule().text());
    object.put("zone", config.zone().toString());
    object.put("bursts", plan.bursts());
    object.put("burstMinutes", config.burst().toMinutes());
    object.put("target", config.target());
    object.put("busyMinutesOfBurst", Plan.provenBy(config.burst()));
    object.put("busyMinutes", plan.busyMinutes());
    object.put("share", tenths(plan.share()));
    object.put("percentile", tenths(plan.percentile()));
    object.put("spareBursts", plan.spare());
    return object;
  }

  private static Map<String, Object> week(Proof week) {
    long busy = week.busyMinutes(IdleRule.LIMIT);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("from", week.from().toString());
    object.put("to", week.to().toString());
    object.put("percentile", tenths(week.percentile()));
    object.put("busyMinutes", busy);
    object.put("minutes", week.minutes());
    object.put("share", tenths(100.0 * busy / week.minutes()));
    object.put("notMeasuredMinutes", week.minutes() - week.measuredMinutes());
    object.put("memoryMinutes", week.memoryMinutes(IdleRule.LIMIT));
    return object;
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
