package io.gapwatch.agent.cli;

import picocli.CommandLine.Option;

/** For people or for scripts. */
final class FormatOption {
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Output for people or for scripts. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  boolean isJson() {
    return format == Format.json;
  }
}
