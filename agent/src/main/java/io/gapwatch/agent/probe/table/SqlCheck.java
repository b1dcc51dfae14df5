package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.sql.SqlSession;
import java.util.Optional;

/** {@code type: sql}: one value of your own SELECT, against limits. */
public final class SqlCheck implements CheckType {
  static final Metric VALUE =
      Metric.either("value", Unit.COUNT, "the value of the query").main().calibrated();

  private static final Key<String> QUERY =
      Key.required(
          "query",
          Kinds.text(),
          "one SELECT that returns one row with one number, and behind it, if you like, a text that"
              + " says more");
  private static final Key<String> UNIT =
      Key.optional("unit", Kinds.text(), "what the value counts, for people").whenLeftOut("");
  private static final Key<String> REMEDY =
      Key.optional("remedy", Kinds.text(), "what to do when a limit is exceeded")
          .withDefault("look at what the query counts");

  @Override
  public String type() {
    return "sql";
  }

  @Override
  public String title() {
    return "SQL";
  }

  @Override
  public Class<? extends Session> asks() {
    return SqlSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(QUERY, UNIT, REMEDY)
        .with(
            settings ->
                VALUE.limits(settings).areSet()
                    ? Optional.empty()
                    : Optional.of("must have warning or critical, or it can never fail"))
        .with(
            settings ->
                OneSelect.of(settings.get(QUERY)).isPresent()
                    ? Optional.empty()
                    : Optional.of("query must be a single SELECT (or WITH … SELECT)"));
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(VALUE);
  }

  @Override
  public Probe probe(Settings settings) {
    String query = settings.get(QUERY);
    return new SqlProbe(
        OneSelect.of(query).orElse(query), settings.get(UNIT), settings.get(REMEDY));
  }
}
