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
import java.util.Optional;
import java.util.Set;

/** {@code type: sql}: one value of your own SELECT against limits. */
public final class SqlCheck implements CheckType {
  static final String VALUE = "value";

  private static final Key<String> QUERY =
      Key.required("query", Kinds.text(), "one SELECT that gives one row of one number");
  private static final Key<Limit> WARNING =
      Key.optional("warning", Kinds.limit(Unit.COUNT), "the value that is a warning");
  private static final Key<Limit> CRITICAL =
      Key.optional("critical", Kinds.limit(Unit.COUNT), "the value that is critical");
  private static final Key<String> UNIT =
      Key.optional("unit", Kinds.text(), "what the value counts, for people").otherwise("");
  private static final Key<String> REMEDY =
      Key.optional("remedy", Kinds.text(), "what to do when a limit is broken")
          .otherwise("see what the query counts");

  @Override
  public String type() {
    return "sql";
  }

  @Override
  public String title() {
    return "SQL";
  }

  @Override
  public Set<String> sourceTypes() {
    return Set.of("duckdb", "postgres");
  }

  @Override
  public Shape shape() {
    return Shape.of(QUERY, WARNING, CRITICAL, UNIT, REMEDY)
        .with(
            settings ->
                settings.find(WARNING).or(() -> settings.find(CRITICAL)).isEmpty()
                    ? Optional.of("needs warning or critical, or nothing can ever be wrong")
                    : Optional.empty())
        .with(
            settings ->
                isOneSelect(settings.get(QUERY))
                    ? Optional.empty()
                    : Optional.of(
                        "query must be one SELECT (or WITH … SELECT), no semicolon inside"));
  }

  /** The session is read-only as well; this tells the mistake before anything is asked. */
  static boolean isOneSelect(String query) {
    String text = query.strip().replaceAll(";$", "");
    return text.matches("(?is)(select|with)\\b.*") && !text.contains(";");
  }

  @Override
  public Probe probe(Settings settings) {
    return new SqlProbe(
        settings.get(QUERY).strip().replaceAll(";$", ""), settings.get(UNIT), settings.get(REMEDY));
  }

  @Override
  public Limits limits(Settings settings) {
    Limits limits = Limits.NONE;
    if (settings.find(WARNING).isPresent()) {
      limits = limits.warning(VALUE, settings.find(WARNING).get());
    }
    if (settings.find(CRITICAL).isPresent()) {
      limits = limits.critical(VALUE, settings.find(CRITICAL).get());
    }
    return limits;
  }
}
