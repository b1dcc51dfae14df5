package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a program says. */
final class Said {
  private Said() {}

  /** Runs it to its end, which has to be a good one. */
  static String by(Path folder, String... command) throws Exception {
    Path log = folder.resolve("said.log");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
    return Files.readString(log);
  }
}
