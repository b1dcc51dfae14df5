package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.Settings;
import io.gapwatch.agent.config.Shape;
import java.util.Set;

/**
 * A type of check: what it is called, what it can be told, how it asks and where its limits are. A
 * new one is a class like this and one line in {@code app.Probes}.
 */
public interface CheckType {
  /** Its name in the configuration. */
  String type();

  /** The heading of its section in the console report. */
  String title();

  /** The types of source that it can ask. */
  Set<String> sourceTypes();

  /** Its own settings, without those that all checks have. */
  Shape shape();

  Probe probe(Settings settings);

  Limits limits(Settings settings);
}
