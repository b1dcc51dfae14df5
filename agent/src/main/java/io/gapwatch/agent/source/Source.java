package io.gapwatch.agent.source;

/** Something to ask. Sources only read. */
public interface Source {
  /** Its name in the configuration. */
  String name();
}
