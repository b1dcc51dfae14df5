package io.gapwatch.agent.upkeep;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.source.Session;
import java.util.Map;
import java.util.Optional;

/**
 * A type of upkeep action: its name, its settings, its metrics and what it does. A new one is a
 * class like this and one line in {@code app.ActionTypes}. What it did is judged as a check is:
 * numbers against limits.
 */
public interface ActionType {
  /** Its name in the configuration. */
  String type();

  /** The heading of its section in the console report. */
  String title();

  /** The kind of session it needs; empty if it acts on no source. */
  Optional<Class<? extends Session>> actsOn();

  /** Its own settings, without the common ones and without limits. */
  Shape keys();

  /** What it measures of its work. */
  Metrics metrics();

  /** The limits with these settings, by metric name. */
  default Map<String, Limits> limits(Settings settings) {
    return metrics().limits(settings);
  }

  /** All settings except the common ones, including limits. */
  default Shape shape() {
    return metrics().after(keys());
  }

  /** What one of this type does. */
  Action action(Settings settings);
}
