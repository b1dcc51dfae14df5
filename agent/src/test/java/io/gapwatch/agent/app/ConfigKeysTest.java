package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key there is, by the schema, with values that nobody means: each is answered with its place
 * and a reason. The time-out is for what would never end.
 */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfigKeysTest {
  /** So that the file stays below its bound, whatever the value. */
  private static final int AT_ONCE = 15;

  private final TriedConfig tried;

  ConfigKeysTest(@TempDir Path folder) {
    tried = new TriedConfig(folder);
  }

  @Test
  void allKeysAreWalked() {
    assertThat(tried.sections())
        .extracting(Section::path)
        .contains(
            "jobs.x.notify[0]",
            "jobs.x.escalate",
            "times.x",
            "maintenance[0]",
            "upkeep.x",
            "upkeep.x.verify",
            "summaries.x",
            "page",
            "serve",
            "jobs.x.checks[0]",
            "jobs.x.checks[0].remind",
            "jobs.x.checks[0].timestamp");
    assertThat(tried.sections().stream().mapToInt(one -> one.keys().size()).sum())
        .isGreaterThan(1000);
  }

  /** What no key can take. */
  @ParameterizedTest
  @MethodSource("refused")
  void isToldAtEachKey(String value) throws IOException {
    for (Section section : tried.sections()) {
      for (int from = 0; from < section.keys().size(); from += AT_ONCE) {
        int until = Math.min(section.keys().size(), from + AT_ONCE);
        assertAllTold(section, section.keys().subList(from, until), value);
      }
    }
  }

  private void assertAllTold(Section section, List<String> keys, String value) throws IOException {
    List<Problem> problems = tried.problems(section.with(value, keys));
    for (String key : keys) {
      String full = section.path().isEmpty() ? key : section.path() + "." + key;
      assertThat(problems)
          .as("%s: %.40s", full, value)
          .anySatisfy(
              problem -> {
                assertThat(problem.key()).matches(Pattern.quote(full) + "([.\\[].*)?");
                assertThat(problem.location().line()).isPositive();
                assertThat(problem.rule()).isNotBlank();
              });
    }
    assertThat(problems.toString()).doesNotContain("Exception", "java.");
  }

  static Stream<String> refused() {
    return Stream.of(
        "[[[[x]]]]",
        "[{x: {x: {x: x}}}]",
        "\"" + "x".repeat(60_000) + "\"",
        "\"a\\0b\"",
        "\"a\\e[2Jb\"",
        "\"a\\uD800b\"",
        "\"a\\uFEFFb\"");
  }

  /** What is refused wherever it stands, at its own place. */
  @ParameterizedTest
  @MethodSource("unreadable")
  void isToldInEachSection(String value, String rule) throws IOException {
    for (Section section : tried.sections()) {
      assertThat(tried.problems(section.with(value)))
          .as("%s", section.path())
          .anySatisfy(
              problem -> {
                assertThat(problem.location().line() + problem.location().column()).isPositive();
                assertThat(problem.rule()).contains(rule);
              });
    }
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("[".repeat(40) + "]".repeat(40), "must have at most 32 levels"),
        Arguments.of("&c [*c]", "must have no alias inside of what it stands for"),
        Arguments.of("*none", "needs its &NAME before it"),
        Arguments.of("a\0b", "must have no control characters; here is U+0000"),
        Arguments.of("a\uFEFFb", "must have no control characters; here is U+FEFF"));
  }

  @Test
  void bytesThatAreNoTextAreToldInEachSection() throws IOException {
    for (Section section : tried.sections()) {
      byte[] bytes = section.with("aXb").getBytes(StandardCharsets.UTF_8);
      int at = new String(bytes, StandardCharsets.UTF_8).indexOf("aXb") + 1;
      bytes[at] = (byte) 0xE4;
      Files.write(tried.file(), bytes);
      assertThat(tried.problems())
          .extracting(Problem::rule)
          .containsExactly("must be UTF-8 text; here is the byte 0xE4: save the file as UTF-8");
    }
  }
}
