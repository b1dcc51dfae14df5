package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A configuration of any size or depth is answered with a place and a reason. The time-out is for
 * what took minutes or never ended, on a machine that is busy with other things.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfigBoundsTest {
  private static final int MEGABYTE = 1 << 20;
  private static final String SMALL =
      """
      version: 1
      sources: {chain: {type: duckdb, url: chain.duckdb}}
      jobs:
        nightly:
          schedule: "0 3 * * *"
          checks:
            - {id: blocks, type: gaps, source: chain, table: blocks}
      """;

  private final Path file;

  ConfigBoundsTest(@TempDir Path folder) {
    this.file = folder.resolve("gapwatch.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void thousandsOfLevels(String level) throws IOException {
    assertThat(told("version: 1\njobs: " + (level.equals("- ") ? "\n  " : "") + level.repeat(2000)))
        .matches("(?s).*gapwatch.yaml:[23]:\\d+: \\(file\\): must have at most 32 levels");
  }

  @Test
  void listOfTenMegabytes() throws IOException {
    assertThat(told("version: 1\njobs: [" + "1, ".repeat(10 * MEGABYTE / 3) + "1]\n"))
        .contains("gapwatch.yaml:2:", ": (file): must have at most 1 MiB");
  }

  @Test
  void commentOfTenMegabytes() throws IOException {
    assertThat(told(SMALL + "# " + "x".repeat(10 * MEGABYTE)))
        .contains("gapwatch.yaml:8:", ": (file): must have at most 1 MiB");
  }

  @Test
  void commentsOfAlmostAMegabyteAreTaken() throws IOException {
    Files.writeString(file, SMALL + "# " + "x".repeat(MEGABYTE - 1000));
    assertThat(ConfigFixtures.load(file).jobs()).hasSize(1);
  }

  @Test
  void listOfAlmostAMegabyte() throws IOException {
    assertThat(told("version: 1\njobs: [" + "1, ".repeat((MEGABYTE - 1000) / 3) + "1]\n"))
        .contains("gapwatch.yaml:2:", ": (file): must have at most 100,000 values");
  }

  @Test
  void tooManyBytesThatAreNoText() throws IOException {
    byte[] bytes = SMALL.repeat(8000).getBytes(StandardCharsets.UTF_8);
    bytes[SMALL.length() + 3] = (byte) 0xFC;
    Files.write(file, bytes);
    assertThat(told())
        .contains("gapwatch.yaml:8:4: (file): must be UTF-8 text; here is the byte 0xFC");
  }

  @Test
  void characterThatTheLimitCutsInTwo() throws IOException {
    assertThat(told("#" + "ü".repeat(MEGABYTE))).contains("must have at most 1 MiB");
  }

  @Test
  void billionLaughsAtTheAliasThatIsTooMuch() throws IOException {
    String lines =
        IntStream.range(1, 12)
            .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)))
            .collect(Collectors.joining());
    assertThat(told("a0: &a0 x\n" + lines))
        .contains(
            "gapwatch.yaml:7:", "must have at most 100,000 values, those that aliases repeat");
  }

  @Test
  void hundredsOfSmallAliasesAreTaken() throws IOException {
    String checks =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    "      - {id: c%d, type: gaps, source: chain, table: t%d, remind: *r}\n"
                        .formatted(i, i))
            .collect(Collectors.joining());
    Files.writeString(
        file,
        SMALL.replace("table: blocks}", "table: blocks, remind: &r {critical: 1h}}") + checks);
    assertThat(ConfigFixtures.load(file).checks()).hasSize(301);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout",
        "confirm",
        "id",
        "source",
        "window",
        "first",
        "genesis",
        "strict",
        "interval",
        "dependsOn",
        "unit"
      })
  void valuesOfHundredThousandCharacters(String key) throws IOException {
    for (String filling : new String[] {"9", "a ", " ", "a9", "://", "${", "1h"}) {
      String text =
          SMALL.replace(
              "id: blocks", "id: blocks, " + key + ": \"" + filling.repeat(100_000) + "x\"");
      assertThat(told(text)).contains("gapwatch.yaml:7:", "checks[0]." + key);
    }
  }

  @Test
  void hundredThousandUnknownKeys() throws IOException {
    String keys =
        IntStream.range(0, 45_000)
            .mapToObj(i -> "tabl" + i + ": 1\n")
            .collect(Collectors.joining());
    assertThat(told(SMALL + keys)).contains("has 45,000 problems", "and 44,900 more");
  }

  @Test
  void thousandsOfReferencesToNothing() throws IOException {
    String sources =
        IntStream.range(0, 8000)
            .mapToObj(i -> "  source-number-%d: {type: host}\n".formatted(i))
            .collect(Collectors.joining());
    String checks =
        IntStream.range(0, 5000)
            .mapToObj(
                i ->
                    "      - {id: c%d, type: disk, paths: [/], source: sourcenumber%dx}\n"
                        .formatted(i, i))
            .collect(Collectors.joining());
    assertThat(
            told(
                "version: 1\nsources:\n"
                    + sources
                    + "jobs:\n  a:\n    schedule: \"0 3 * * *\"\n    checks:\n"
                    + checks))
        .contains("has 5,000 problems", "and 4,900 more");
  }

  @Test
  void chainOfThousandsOfChecks() throws IOException {
    String checks =
        IntStream.range(0, 5000)
            .mapToObj(
                i ->
                    "      - {id: c%d, type: disk, paths: [/], source: m, dependsOn: c%d}\n"
                        .formatted(i, (i + 1) % 5000))
            .collect(Collectors.joining());
    String told =
        told(
            "version: 1\n"
                + "sources: {m: {type: host}}\n"
                + "jobs:\n"
                + "  a:\n"
                + "    schedule: \"0 3 * * *\"\n"
                + "    checks:\n"
                + checks);
    assertThat(told).contains("gapwatch.yaml:7:").contains("must not form a cycle");
    assertThat(told.length()).isLessThan(2000);
  }

  @Test
  void namedPipe() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertThat(told())
        .isEqualTo(
            "could not read the configuration %s: it is a named pipe, not an ordinary file; choose"
                + " one with --config FILE",
            file);
  }

  @Test
  void device() {
    GapwatchException e =
        catchThrowableOfType(
            GapwatchException.class, () -> ConfigFixtures.load(Path.of("/dev/zero")));
    assertThat(e).hasMessageContaining("it is a device, not an ordinary file");
  }

  private String told(String text) throws IOException {
    Files.writeString(file, text);
    return told();
  }

  private String told() {
    GapwatchException e =
        catchThrowableOfType(GapwatchException.class, () -> ConfigFixtures.load(file));
    assertThat(e).isNotNull();
    return String.valueOf(e.getMessage());
  }
}
