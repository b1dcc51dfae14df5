package io.gapwatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that the documents quote are those of the program. */
class TroubleshootingTest {
  private static final Pattern QUOTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Said by scripts, by Pulumi and by Oracle. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "java is not on the PATH",
          "mvn",
          "gapctl doctor",
          "pulumi destroy",
          "could not open the stack …: PULUMI_ACCESS_TOKEN must be set …",
          "500-InternalError, Out of host capacity.",
          "400-LimitExceeded … standard-a1-core-count",
          "409-BucketNotEmpty",
          "lookup … kms … no such host");

  @Test
  void theFirstFailuresOfTheDocumentationAreThoseOfTheCode() throws IOException {
    String document = Files.readString(Path.of("../docs/deploy.md"));
    String table =
        document.substring(
            document.indexOf("## Troubleshooting"), document.indexOf("## How this is tested"));
    List<String> quoted =
        FIRST_CELL
            .matcher(table)
            .results()
            .flatMap(cell -> CODE.matcher(cell.group(1)).results())
            .map(each -> each.group(1))
            .filter(text -> !OF_OTHERS.contains(text))
            .toList();
    assertThat(quoted).hasSizeGreaterThan(25);

    assertQuotes(quoted);
  }

  @Test
  void theErrorTextsOfTheDocumentationAreThoseOfTheCode() throws IOException {
    String document = Files.readString(Path.of("../docs/operate.md"));
    String table =
        document.substring(
            document.indexOf("### When something is wrong"),
            document.indexOf("## Troubleshooting"));
    List<String> quoted = QUOTED.matcher(table).results().map(each -> each.group(1)).toList();
    assertThat(quoted).hasSizeGreaterThan(10);

    assertQuotes(quoted);
  }

  @Test
  void theTableOfChangedKeysHasEveryKeyOfTheProject() throws IOException {
    String document = Files.readString(Path.of("../docs/deploy.md"));
    String table =
        document.substring(
            document.indexOf("## What a changed key does"), document.indexOf("## What is created"));

    assertThat(SettingsFixture.keysOfTheProject())
        .hasSizeGreaterThan(15)
        .allSatisfy(key -> assertThat(table).contains("`%s`".formatted(key)));
  }

  private static void assertQuotes(List<String> quoted) throws IOException {
    String code = code();

    for (String text : quoted) {
      assertThat(Pattern.compile("…").splitAsStream(text).map(String::strip))
          .as(text)
          .allSatisfy(part -> assertThat(code.contains(part)).as(part).isTrue());
    }
  }

  /** All sources of the program, with texts that go over several lines put together. */
  private static String code() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      return files
          .filter(Files::isRegularFile)
          .map(TroubleshootingTest::text)
          .collect(Collectors.joining("\n"))
          .replaceAll("\"\\s*\\+\\s*\"", "");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
