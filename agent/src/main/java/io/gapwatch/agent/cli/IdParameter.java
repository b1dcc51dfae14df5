package io.gapwatch.agent.cli;

import picocli.CommandLine.Parameters;

/** Which incident, or which silence. */
final class IdParameter {
  @Parameters(
      paramLabel = "ID",
      converter = WordsConverter.class,
      description = "Its id, or a unique prefix.")
  private String id = "";

  String prefix() {
    return id;
  }
}
