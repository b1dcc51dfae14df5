package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Settings;
import java.util.Optional;

/**
 * The order of a metric's limits: what is critical is at least a warning, and {@code clear} lies
 * within what is well. Limits that look different ways have no order.
 */
record LimitOrder(Key<Limit> warning, Key<Limit> critical, Key<Limit> clear) {

  static LimitOrder of(Metric metric) {
    return new LimitOrder(metric.warningKey(), metric.criticalKey(), metric.clearKey());
  }

  /** What is wrong with the limits in this section, if anything. */
  Optional<String> broken(Settings section) {
    Optional<Limit> warns = on(section, warning);
    Optional<Limit> alarms = on(section, critical);
    Optional<Limit> clears = on(section, clear);
    // Whoever writes only a stricter critical limit means it: the default warning is within it.
    if (section.isWritten(warning) && isBeyond(warns, alarms)) {
      return Optional.of(
          section.isWritten(critical)
              ? "critical (%s) is reached before warning (%s); swap them"
                  .formatted(text(alarms), text(warns))
              : defaultFirst(alarms, warns));
    }
    Optional<Limit> outer = warns.isPresent() ? warns : alarms;
    return isBeyond(clears, outer) ? Optional.of(notHealthy(clears, outer)) : Optional.empty();
  }

  /**
   * What is wrong with limits beside those that hold where they are left out, if anything.
   *
   * @param given as the file has them
   */
  static Optional<String> broken(Limits given, Limits leftOut) {
    Optional<Limit> critical = given.critical().or(leftOut::critical).filter(Limit::isOn);
    if (given.critical().isEmpty() && isBeyond(given.warning().filter(Limit::isOn), critical)) {
      return Optional.of(defaultFirst(critical, given.warning()));
    }
    Optional<Limit> outer =
        given.warning().or(leftOut::warning).filter(Limit::isOn).or(() -> critical);
    return isBeyond(given.clear().filter(Limit::isOn), outer)
        ? Optional.of(notHealthy(given.clear(), outer))
        : Optional.empty();
  }

  private static String defaultFirst(Optional<Limit> critical, Optional<Limit> warning) {
    return "critical defaults to %s, which is reached before this warning (%s); set critical: too, or critical: off"
        .formatted(text(critical), text(warning));
  }

  private static String notHealthy(Optional<Limit> clear, Optional<Limit> limit) {
    return "clear (%s) lies beyond the limit %s; it must be on the healthy side of it"
        .formatted(text(clear), text(limit));
  }

  /** Whether the first is exceeded only after the second. */
  private static boolean isBeyond(Optional<Limit> first, Optional<Limit> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    double difference = first.get().value() - second.get().value();
    return (first.get().sign().isAbove() && second.get().sign().isAbove() && difference > 0)
        || (first.get().sign().isBelow() && second.get().sign().isBelow() && difference < 0);
  }

  private static Optional<Limit> on(Settings section, Key<Limit> key) {
    return section.find(key).filter(Limit::isOn);
  }

  private static String text(Optional<Limit> limit) {
    return limit.map(Limit::text).orElse("off");
  }
}
