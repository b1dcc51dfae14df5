package io.gapwatch.agent.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each yes in docs/alerts.md names a test that there is. */
class AlertsPageTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void eachTestThatItNamesIsThere() throws IOException {
    List<MatchResult> named = NAMED.matcher(Documents.read("docs/alerts.md")).results().toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named.stream().filter(test -> !isThere(test.group(1), test.group(2))))
        .extracting(MatchResult::group)
        .isEmpty();
  }

  /** As many as there are known; a row without a test is a promise. */
  @Test
  void eachComplaintHasATest() throws IOException {
    List<String> rows =
        Documents.read("docs/alerts.md")
            .lines()
            .filter(row -> row.matches("\\| \\d+ \\|.*"))
            .toList();
    assertThat(rows).hasSize(36).allSatisfy(row -> assertThat(row).containsPattern(NAMED));
  }

  /** Of what others offer, a row says the test, or no and why. */
  @Test
  void eachOfferOfOthersHasATestOrAReason() throws IOException {
    String page = Documents.read("docs/alerts.md");
    List<String> rows =
        page.substring(page.indexOf("## Beside others"), page.indexOf("## What users of others"))
            .lines()
            .filter(row -> row.startsWith("| ") && !row.startsWith("| |"))
            .toList();
    assertThat(rows)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            row -> {
              String here = row.substring(row.lastIndexOf("|", row.length() - 2) + 1);
              assertThat(NAMED.matcher(here).find() ^ here.matches(" no: .{20,}"))
                  .as(here)
                  .isTrue();
            });
  }

  private static boolean isThere(String type, String method) {
    try (Stream<Path> agent = Files.walk(Path.of("src/test/java"));
        Stream<Path> infra = Files.walk(Path.of("../infra/src/test/java"))) {
      return Stream.concat(agent, infra)
          .filter(file -> file.getFileName().toString().equals(type + ".java"))
          .map(AlertsPageTest::text)
          .anyMatch(text -> text.contains("void " + method + "("));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
