package io.gapwatch.agent.cli;

import picocli.CommandLine.Option;

/** Text for people or JSON for scripts. */
final class FormatOption {
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Output format. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  boolean isJson() {
    return format == Format.json;
  }
}
