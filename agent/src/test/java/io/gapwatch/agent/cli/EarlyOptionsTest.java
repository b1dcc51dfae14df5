package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options before a command, behind it, and between a group and its command. */
class EarlyOptionsTest extends ChainInstallation {
  EarlyOptionsTest(@TempDir Path folder) {
    super(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check holes --format json --config FILE",
        "--format json check holes --config=FILE",
        "--config FILE check --format=json holes",
        "--config=FILE --format json check holes",
      })
  void commonOptionsStandBeforeOrBehindTheCommand(String line) throws IOException {
    Path file = folder.resolve("other.yaml");
    Files.move(folder.resolve("gapwatch.yaml"), file);
    Ran ran = gapwatch(line.replace("FILE", file.toString()).split(" ", -1));
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).startsWith("{").contains("3 blocks missing");
  }

  /** Else a group would read the option, and its command would take another file. */
  @Test
  void anOptionBetweenAGroupAndItsCommandIsTheCommands() {
    assertThat(gapwatch("config", "--config", "nowhere.yaml", "check").err())
        .contains("nowhere.yaml");
    assertThat(gapwatch("--config=nowhere.yaml", "incidents", "--state", "x", "list").err())
        .contains("nowhere.yaml");
  }

  @Test
  void anEarlyOptionWithoutACommandStillListsTheCommands() {
    assertThat(gapwatch("--config", "other.yaml").err()).contains("Commands:");
    assertThat(gapwatch("--config").err()).contains("Commands:");
    assertThat(gapwatch("check", "--config").err()).contains("--config");
  }
}
