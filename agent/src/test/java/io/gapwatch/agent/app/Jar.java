package io.gapwatch.agent.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged program. */
final class Jar {
  private Jar() {}

  static Path folder() {
    return Path.of("target").toAbsolutePath();
  }

  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                folder().resolve("gapwatch.jar").toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
