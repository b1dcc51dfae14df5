package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.config.Key;
import io.gapwatch.agent.config.Kinds;
import io.gapwatch.agent.config.Limit;
import io.gapwatch.agent.config.Settings;
import io.gapwatch.agent.config.Shape;
import io.gapwatch.agent.config.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Probe;
import java.util.Set;

/**
 * {@code type: staleness}: how old the newest row is. The limit is the guide's 5 minutes; {@code
 * gapwatch calibrate} suggests one from history. A time in the future is a finding of its own, and
 * never makes old rows look fresh.
 */
public final class StalenessCheck implements CheckType {
  /** The metric of the age, in seconds. */
  public static final String AGE = "age";

  /** The measured value of the age, in seconds. */
  public static final String AGE_SECONDS = "ageSeconds";

  static final String FUTURE = "future";

  private static final Key<Limit> WARNING =
      Key.optional("warning", Kinds.limit(Unit.SECONDS), "the age that is a warning");
  private static final Key<Limit> CRITICAL =
      Key.optional("critical", Kinds.limit(Unit.SECONDS), "the age that is critical")
          .otherwise(Limit.of("300s", Unit.SECONDS));

  /** Its name in the configuration. */
  public static final String TYPE = "staleness";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String title() {
    return "STALENESS";
  }

  @Override
  public Set<String> sourceTypes() {
    return Set.of("duckdb", "postgres");
  }

  @Override
  public Shape shape() {
    return TableSettings.timed(TableSettings.NUMBER, WARNING, CRITICAL);
  }

  @Override
  public Probe probe(Settings settings) {
    return new StalenessProbe(
        TableSettings.of(settings),
        settings.find(TableSettings.NUMBER).isPresent(),
        limit(settings));
  }

  private static Limit limit(Settings settings) {
    return settings.find(WARNING).orElseGet(() -> settings.get(CRITICAL));
  }

  @Override
  public Limits limits(Settings settings) {
    Limits limits =
        Limits.NONE
            .critical(AGE, settings.get(CRITICAL))
            .warning(FUTURE, Limit.of("0", Unit.COUNT));
    return settings.find(WARNING).map(warning -> limits.warning(AGE, warning)).orElse(limits);
  }
}
