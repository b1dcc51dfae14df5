package io.gapwatch.agent.app;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file with a configuration, and what is wrong with it. */
record TriedConfig(Configs configs, Path file) {
  TriedConfig(Path folder) {
    this(ConfigFixtures.configs(), folder.resolve("gapwatch.yaml"));
  }

  List<Section> sections() {
    return Section.allOf(configs.schema());
  }

  List<Problem> problems(String text) throws IOException {
    Files.writeString(file, text);
    return problems();
  }

  /** None where it is taken. Whatever else is thrown fails the test. */
  List<Problem> problems() {
    try {
      configs.load(Optional.of(file), Optional.empty());
      return List.of();
    } catch (InvalidConfigException e) {
      return e.problems();
    } catch (GapwatchException e) {
      throw new AssertionError("without a place: " + e.getMessage(), e);
    }
  }
}
