package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without jobs a configuration may still be of use. */
class IdleConfigurationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 2",
        "'channels: {phone: {type: ntfy, topic: a-topic}}' | 0",
        "'keepAlive: {}' | 0"
      })
  void sayWhetherItDoesAnything(String section, int code, @TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"), "version: 1\nsources: {}\njobs: {}\n" + section + "\n");
    Ran checked = Ran.gapwatch(folder, "config", "check");
    assertThat(checked.code()).as(checked.toString()).isEqualTo(code);
  }
}
