package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;

/**
 * A type of check: what it is called, what it can be told, what it measures and how it asks. A new
 * one is a class like this and one line in {@code app.CheckTypes}.
 */
public interface CheckType {
  /** Its name in the configuration. */
  String type();

  /** The heading of its section in the console report. */
  String title();

  /** The kind of session that it needs: every type of source that opens such can be asked. */
  Class<? extends Session> asks();

  /** Its own settings, without those that all checks have and without limits. */
  Shape keys();

  /** What it measures. */
  Metrics metrics();

  /** The probe for one check of this type. */
  Probe probe(Settings settings);

  /** All settings but those that all checks have. */
  default Shape shape() {
    return metrics().after(keys());
  }
}
