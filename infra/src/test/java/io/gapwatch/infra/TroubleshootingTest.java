package io.gapwatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that docs/operate.md quotes are those of the program. */
class TroubleshootingTest {
  private static final Pattern QUOTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @Test
  void theErrorTextsOfTheDocumentationAreThoseOfTheCode() throws IOException {
    String document = Files.readString(Path.of("../docs/operate.md"));
    String table =
        document.substring(
            document.indexOf("### When something is wrong"),
            document.indexOf("## Troubleshooting"));
    List<String> quoted = QUOTED.matcher(table).results().map(each -> each.group(1)).toList();
    assertThat(quoted).hasSizeGreaterThan(10);

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
