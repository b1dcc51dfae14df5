package io.gapwatch.agent.config.schema;

/** A position in a file; line and column start at 1. */
public record Location(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
