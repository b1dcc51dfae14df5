package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.GoldenFile;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader says of each mistake, to the letter. */
@Timeout(60)
class ConfigMistakesTest {

  static Stream<Path> mistakes() throws IOException {
    return ConfigFixtures.mistakes();
  }

  static Stream<Path> good() throws IOException {
    return ConfigFixtures.good();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isToldToTheLetter(Path file) {
    GapwatchException e =
        catchThrowableOfType(GapwatchException.class, () -> ConfigFixtures.load(file));
    assertThat(e).isNotNull();
    String told =
        String.valueOf(e.getMessage())
            .replace(file.getParent() + "/", "")
            .replace(System.lineSeparator(), "\n");
    assertThat(told).doesNotContain("hunter2");
    GoldenFile.check(Path.of(file.toString().replace(".yaml", ".txt")), told + "\n");
  }

  @ParameterizedTest
  @MethodSource("good")
  void goodOnesAreTaken(Path file) {
    assertThatCode(() -> ConfigFixtures.load(file)).doesNotThrowAnyException();
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Path file = ConfigFixtures.FOLDER.resolve("mistakes").resolve("many-at-once.yaml");
    InvalidConfigException e =
        catchThrowableOfType(InvalidConfigException.class, () -> ConfigFixtures.load(file));
    assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(15);
  }

  @Test
  void absentFile() {
    Path file = ConfigFixtures.FOLDER.resolve("absent.yaml");
    GapwatchException e =
        catchThrowableOfType(GapwatchException.class, () -> ConfigFixtures.load(file));
    assertThat(e)
        .hasMessage(
            "could not read the configuration %s: there is no such file or folder; choose one with "
                + "--config FILE,"
                + " or create %s (docs/configure.md shows how)",
            file, file);
  }

  @Test
  void folderInsteadOfFile() {
    GapwatchException e =
        catchThrowableOfType(
            GapwatchException.class, () -> ConfigFixtures.load(ConfigFixtures.FOLDER));
    assertThat(e)
        .hasMessageContaining("could not read the configuration")
        .hasMessageContaining("it is a folder, not an ordinary file");
  }
}
