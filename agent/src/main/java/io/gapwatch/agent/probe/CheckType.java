package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;
import java.util.Map;

/**
 * A type of check: its name, its settings, its metrics and its probe. A new one is a class like
 * this and one line in {@code app.CheckTypes}.
 */
public interface CheckType {
  /** Its name in the configuration. */
  String type();

  /** The heading of its section in the console report. */
  String title();

  /** The kind of session it needs: it supports every source type with such sessions. */
  Class<? extends Session> asks();

  /** Its own settings, without the common ones and without limits. */
  Shape keys();

  /** What it measures. */
  Metrics metrics();

  /** The limits of a check with these settings, by metric name. */
  default Map<String, Limits> limits(Settings settings) {
    return metrics().limits(settings);
  }

  /** The probe for one check of this type. */
  Probe probe(Settings settings);

  /** All settings except the common ones, including limits. */
  default Shape shape() {
    return metrics().after(keys());
  }
}
