package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Limit;
import io.gapwatch.agent.config.schema.Limit.Sign;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A number that a check measures, declared once: its configuration keys, limits, JSON value,
 * history series and {@code calibrate} suggestions are all derived from it.
 *
 * @param name in camel case; unique within its check
 * @param unit its unit; values are in the base unit, such as seconds or bytes
 * @param direction which way it gets worse; a neutral one has no limits
 * @param help a description, for the schema and the documentation
 * @param written the limits unless configured otherwise
 * @param role where its limits are configured, and whether history can suggest them
 */
public record Metric(
    String name, Unit unit, Direction direction, String help, Written written, Role role) {

  /** Which way a number gets worse. */
  public enum Direction {
    UP,
    DOWN,
    /** Only who asks the question knows. */
    EITHER,
    NEITHER;

    /** The operator of a limit written without one. */
    Sign unsigned() {
      return this == DOWN ? Sign.BELOW : Sign.ABOVE;
    }

    /** The operators that make sense. */
    Set<Sign> signs() {
      return switch (this) {
        case UP -> EnumSet.of(Sign.ABOVE, Sign.AT_LEAST);
        case DOWN -> EnumSet.of(Sign.BELOW, Sign.AT_MOST);
        case EITHER, NEITHER -> EnumSet.allOf(Sign.class);
      };
    }
  }

  /**
   * The role of a metric in its check.
   *
   * @param main whether its limits are keys of the check itself, {@code warning:} and {@code
   *     critical:}; those of all others are under their name
   * @param calibrated whether healthy values of the past suggest a limit
   * @param beyondWhole whether a share may be more than 100 %
   * @param position whether it says where something is, such as a number or a moment since 1970:
   *     reports leave out its course, of which percentiles mean nothing
   * @param memory whether it is a position that only the next runs need, of subjects that come and
   *     go with the rows: each would be a time series of its own
   */
  public record Role(
      boolean main, boolean calibrated, boolean beyondWhole, boolean position, boolean memory) {}

  /**
   * Limits in the configuration's syntax. They are read when they are asked for, because a start
   * loads all checks, and asks for the limits of few.
   */
  public record Written(Optional<String> warning, Optional<String> critical) {
    private static final Written NONE = new Written(Optional.empty(), Optional.empty());
  }

  private static final double WHOLE = 100;

  private static final Role PLAIN = new Role(false, false, false, false, false);

  /**
   * Whether this is that metric of the same check. Unlike a record's {@code equals} it needs no
   * code that Java makes at run time, which costs a start several milliseconds.
   */
  public boolean is(Metric other) {
    return name.equals(other.name);
  }

  /** A metric where higher is worse. */
  public static Metric high(String name, Unit unit, String help) {
    return new Metric(name, unit, Direction.UP, help, Written.NONE, PLAIN);
  }

  /** A metric where lower is worse. */
  public static Metric low(String name, Unit unit, String help) {
    return new Metric(name, unit, Direction.DOWN, help, Written.NONE, PLAIN);
  }

  /** A metric of which only the configuration knows what is worse. */
  public static Metric either(String name, Unit unit, String help) {
    return new Metric(name, unit, Direction.EITHER, help, Written.NONE, PLAIN);
  }

  /** A metric without limits. */
  public static Metric neutral(String name, Unit unit, String help) {
    return new Metric(name, unit, Direction.NEITHER, help, Written.NONE, PLAIN);
  }

  /** The same metric with a default limit, in the configuration's syntax. */
  public Metric warning(String limit) {
    return with(new Written(Optional.of(limit), written.critical), role);
  }

  /** The same metric with a default limit, in the configuration's syntax. */
  public Metric critical(String limit) {
    return with(new Written(written.warning, Optional.of(limit)), role);
  }

  /** The same metric, with limits that are keys of the check itself. */
  public Metric main() {
    return with(
        written, new Role(true, role.calibrated, role.beyondWhole, role.position, role.memory));
  }

  /** The same metric, for which {@code calibrate} suggests a limit. */
  public Metric calibrated() {
    return with(written, new Role(role.main, true, role.beyondWhole, role.position, role.memory));
  }

  /** The same metric, whose share may be more than 100 %, such as that of one core. */
  public Metric beyondWhole() {
    return with(written, new Role(role.main, role.calibrated, true, role.position, role.memory));
  }

  /** The same metric, which says where something is, not how much of it there is. */
  public Metric position() {
    return with(written, new Role(role.main, role.calibrated, role.beyondWhole, true, role.memory));
  }

  /** The same metric, a position that is stored for the next runs and told to nobody else. */
  public Metric memory() {
    return with(written, new Role(role.main, role.calibrated, role.beyondWhole, true, true));
  }

  private Metric with(Written limits, Role special) {
    return new Metric(name, unit, direction, help, limits, special);
  }

  /** The limits unless configured otherwise. */
  public Limits defaults() {
    return new Limits(
        written.warning.map(this::parse), written.critical.map(this::parse), Optional.empty());
  }

  private Limit parse(String limit) {
    return Limit.of(limit, unit, direction.unsigned());
  }

  /** The configuration keys of its limits. */
  List<Key<?>> keys() {
    if (direction == Direction.NEITHER) {
      return List.of();
    }
    return role.main ? List.of(warningKey(), criticalKey(), clearKey()) : List.of(ownKey());
  }

  /** Its limits as configured. */
  public Limits limits(Settings settings) {
    return limits(settings, defaults());
  }

  /**
   * Its limits as configured.
   *
   * @param leftOut those that hold where the configuration has none, if they hang on other settings
   */
  public Limits limits(Settings settings, Limits leftOut) {
    if (direction == Direction.NEITHER) {
      return Limits.NONE;
    }
    Limits written = role.main ? limitsIn(settings) : given(settings).orElse(Limits.NONE);
    return written.or(leftOut).on();
  }

  /** Whether the file has limits of it, other than {@code off}. */
  public boolean isLimited(Settings settings) {
    return settings.isWritten(ownKey()) && limits(settings).areSet();
  }

  /** What is wrong with its limits in this section, if anything. */
  Optional<String> brokenRule(Settings section) {
    return LimitOrder.of(this).broken(section);
  }

  /**
   * What is wrong with its limits beside those that hold where they are left out, if anything.
   *
   * @param leftOut if they hang on other settings
   */
  public Optional<String> brokenRule(Settings settings, Limits leftOut) {
    return LimitOrder.broken(given(settings).orElse(Limits.NONE), leftOut)
        .map(broken -> name + ": " + broken);
  }

  /** What the configuration says under its name, if anything; for a metric that is not main. */
  public Optional<Limits> given(Settings settings) {
    return settings.find(ownKey());
  }

  /** The limits in this section, {@code off} included. */
  Limits limitsIn(Settings section) {
    return new Limits(
        section.find(warningKey()), section.find(criticalKey()), section.find(clearKey()));
  }

  /** A section with nothing but its limits. */
  Shape section() {
    return Shape.of(warningKey(), criticalKey(), clearKey()).with(this::brokenRule);
  }

  private Key<Limits> ownKey() {
    return Key.optional(name, new LimitsKind(this), "limits: " + help);
  }

  Key<Limit> warningKey() {
    return key("warning", "warning limit: " + help, defaults().warning());
  }

  Key<Limit> criticalKey() {
    return key("critical", "critical limit: " + help, defaults().critical());
  }

  Key<Limit> clearKey() {
    return key(
        "clear",
        "the value to return to before an incident can resolve; default: the limit it exceeded",
        defaults().clear());
  }

  private Key<Limit> key(String called, String text, Optional<Limit> limit) {
    Key<Limit> key =
        Key.optional(
            called,
            Kinds.judged(
                Kinds.limit(
                    unit,
                    direction.unsigned(),
                    direction.signs(),
                    direction == Direction.EITHER || role.beyondWhole
                        ? unit.pattern()
                        : unit.patternToWhole()),
                (given, now) -> reachable(given)),
            text);
    return limit.map(set -> key.withDefault(set.text())).orElse(key);
  }

  /** A limit that nothing can ever exceed is a mistake, and would look like health. */
  private Optional<String> reachable(Limit limit) {
    if (!limit.isOn() || direction == Direction.EITHER) {
      return Optional.empty();
    }
    boolean whole = unit == Unit.PERCENT && !role.beyondWhole;
    if (whole && (limit.sign() == Sign.ABOVE ? limit.value() >= WHOLE : limit.value() > WHOLE)) {
      return Optional.of("be less than 100%: a share is never more");
    }
    if (limit.value() < 0 || (limit.sign() == Sign.BELOW && limit.value() == 0)) {
      return Optional.of("be reachable: " + name + " is never below 0");
    }
    return Optional.empty();
  }
}
