package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Limit.Sign;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import java.util.List;

/**
 * A number that a check measures, declared once: its keys in the configuration, its limits, its
 * value in JSON, its series in the history and what {@code calibrate} offers all come from here.
 *
 * @param name in camel case; unique within its check
 * @param unit what its numbers count; values are in the unit's base, such as seconds or bytes
 * @param direction which way it gets worse; one that gets worse in neither has no limits
 * @param help what it is, for the schema and the documents
 * @param defaults the limits that hold unless the configuration says otherwise
 * @param role how its limits are written, and whether history can suggest them
 */
public record Metric(
    String name, Unit unit, Direction direction, String help, Limits defaults, Role role) {

  /** Which way a number gets worse. */
  public enum Direction {
    UP,
    DOWN,
    NEITHER;

    /** How a limit that is written without a sign is meant. */
    Sign unsigned() {
      return this == DOWN ? Sign.BELOW : Sign.ABOVE;
    }
  }

  /**
   * What else is special about a metric.
   *
   * @param main whether its limits stand in the check itself, as {@code warning:} and {@code
   *     critical:}; those of all others stand under their name
   * @param calibrated whether healthy values of the past suggest a limit
   */
  public record Role(boolean main, boolean calibrated) {}

  private static final Role PLAIN = new Role(false, false);

  /** A number that is worse the higher it is. */
  public static Metric high(String name, Unit unit, String help) {
    return new Metric(name, unit, Direction.UP, help, Limits.NONE, PLAIN);
  }

  /** A number that is worse the lower it is. */
  public static Metric low(String name, Unit unit, String help) {
    return new Metric(name, unit, Direction.DOWN, help, Limits.NONE, PLAIN);
  }

  /** A number that is neither good nor bad, and has no limits. */
  public static Metric neutral(String name, Unit unit, String help) {
    return new Metric(name, unit, Direction.NEITHER, help, Limits.NONE, PLAIN);
  }

  /** The same metric with a default limit, written as in the configuration. */
  public Metric warning(String limit) {
    return with(defaults.withWarning(parse(limit)), role);
  }

  /** The same metric with a default limit, written as in the configuration. */
  public Metric critical(String limit) {
    return with(defaults.withCritical(parse(limit)), role);
  }

  /** The same metric, whose limits stand in the check itself. */
  public Metric main() {
    return with(defaults, new Role(true, role.calibrated));
  }

  /** The same metric, for which {@code calibrate} suggests a limit. */
  public Metric calibrated() {
    return with(defaults, new Role(role.main, true));
  }

  private Metric with(Limits limits, Role special) {
    return new Metric(name, unit, direction, help, limits, special);
  }

  private Limit parse(String limit) {
    return Limit.of(limit, unit, direction.unsigned());
  }

  /** The keys that its limits are given by. */
  List<Key<?>> keys() {
    if (direction == Direction.NEITHER) {
      return List.of();
    }
    return role.main ? List.of(warningKey(), criticalKey(), clearKey()) : List.of(ownKey());
  }

  /** Its limits as configured. */
  public Limits limits(Settings settings) {
    if (direction == Direction.NEITHER) {
      return Limits.NONE;
    }
    return role.main ? limitsIn(settings) : settings.find(ownKey()).orElse(defaults);
  }

  /** The limits that stand in this section. */
  Limits limitsIn(Settings section) {
    return new Limits(
        section.find(warningKey()).filter(Limit::isOn),
        section.find(criticalKey()).filter(Limit::isOn),
        section.find(clearKey()).filter(Limit::isOn));
  }

  /** A section that holds nothing but its limits. */
  Shape section() {
    return Shape.of(warningKey(), criticalKey(), clearKey());
  }

  private Key<Limits> ownKey() {
    return Key.optional(name, new LimitsKind(this), "limits of: " + help);
  }

  private Key<Limit> warningKey() {
    return key("warning", "where this is a warning: " + help, defaults.warning());
  }

  private Key<Limit> criticalKey() {
    return key("critical", "where this is critical: " + help, defaults.critical());
  }

  private Key<Limit> clearKey() {
    return key(
        "clear",
        "what must be reached again before an incident can resolve; left out: the limit it broke",
        defaults.clear());
  }

  private Key<Limit> key(String called, String text, java.util.Optional<Limit> limit) {
    Key<Limit> key = Key.optional(called, Kinds.limit(unit, direction.unsigned()), text);
    return limit.map(set -> key.withDefault(set.text())).orElse(key);
  }
}
