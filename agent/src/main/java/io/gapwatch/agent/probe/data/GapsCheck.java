package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.config.Limit;
import io.gapwatch.agent.config.Settings;
import io.gapwatch.agent.config.Shape;
import io.gapwatch.agent.config.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Inquiry;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Probe;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code type: gaps}: which numbers are missing, as ranges; intervals that missed slots do not
 * explain; duplicates, and rows out of rhythm.
 */
public final class GapsCheck implements CheckType {
  static final String MISSING = "missing";
  static final String EXPLAINED = "interval";
  static final String UNEXPLAINED = "unexplained interval";
  static final String STRICT = "strict interval";
  static final String RATE = "missed-slot rate";
  static final String FLAWED = "flawed rows";

  @Override
  public String type() {
    return "gaps";
  }

  @Override
  public String title() {
    return "GAP DETECTION";
  }

  @Override
  public Set<String> sourceTypes() {
    return Set.of("duckdb", "postgres");
  }

  @Override
  public Shape shape() {
    return GapsSettings.SHAPE;
  }

  @Override
  public Probe probe(Settings settings) {
    return new GapsProbe(GapsSettings.of(settings));
  }

  /** Hands over every missing range in order, however many there are. */
  public void eachMissingRange(Settings settings, Inquiry inquiry, Consumer<MissingRange> sink) {
    new GapsProbe(GapsSettings.of(settings)).eachMissingRange(inquiry, sink);
  }

  @Override
  public Limits limits(Settings settings) {
    GapsSettings gaps = GapsSettings.of(settings);
    Limit expected = Limit.of(gaps.expected().toMillis() + "ms", Unit.SECONDS);
    Limit none = Limit.of("0", Unit.COUNT);
    return Limits.NONE
        .critical(MISSING, none)
        .warning(EXPLAINED, gaps.warning())
        .critical(EXPLAINED, gaps.critical())
        .warning(UNEXPLAINED, expected)
        .critical(UNEXPLAINED, gaps.critical())
        .critical(STRICT, expected)
        .warning(RATE, gaps.missedSlotRate())
        .warning(FLAWED, none);
  }
}
