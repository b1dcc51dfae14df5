package io.gapwatch.agent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/dependencies.md} has what the poms and the laws of the code have. */
class DependenciesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
  private static final Pattern VERSION = Pattern.compile("^`[^`]+:[^`]+` ([0-9.]+)$");

  /**
   * A library that ships, with its version where the page says it, and the packages that use it.
   */
  private record Row(String library, String homes) {
    String name() {
      return library.replaceAll("^`([^`]+)`.*", "$1");
    }

    List<String> packages() {
      return Arrays.stream(homes.split(", ")).map(home -> home.replace("`", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"agent, Agent", "infra, Infrastructure"})
  void everyLibraryThatShipsHasItsRow(String module, String section) throws IOException {
    List<String> shipped =
        all(DEPENDENCY, read(module + "/pom.xml"))
            .map(match -> match.group(1))
            .filter(text -> !text.contains("<scope>test</scope>"))
            .map(text -> tag("groupId", text) + ":" + tag("artifactId", text))
            .toList();
    assertThat(shipped).hasSizeGreaterThan(5);

    List<String> named = rows(section).stream().map(Row::name).distinct().toList();

    assertThat(named).containsAll(shipped);
    assertThat(read(module + "/pom.xml"))
        .as("what the page names, the pom has")
        .contains(named.stream().map(name -> name.replaceFirst(".*:", "")).toList());
  }

  @ParameterizedTest
  @CsvSource({"agent, Agent", "infra, Infrastructure"})
  void everyVersionIsThatOfThePom(String module, String section) throws IOException {
    String poms = read(module + "/pom.xml") + read("pom.xml");
    List<String> versions =
        rows(section).stream()
            .flatMap(row -> all(VERSION, row.library()))
            .map(match -> "ersion>" + match.group(1) + "<")
            .toList();

    assertThat(versions).isNotEmpty();
    assertThat(poms).contains(versions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.cronutils",
        "com.fasterxml",
        "com.github.f4b6a3",
        "com.oracle",
        "dev.failsafe",
        "org.duckdb",
        "org.eclipse.angus",
        "org.postgresql",
        "org.snakeyaml",
        "org.sqlite",
        "picocli"
      })
  void homesAreThoseOfTheLaws(String library) throws IOException {
    List<Row> rows =
        rows("Agent").stream()
            .filter(row -> row.name().contains(library.replaceFirst("^org.sqlite$", "sqlite")))
            .toList();

    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.packages())
                    .containsExactlyInAnyOrderElementsOf(Rules.homes().get(library + "..")));
  }

  private static List<Row> rows(String section) throws IOException {
    return read("docs/dependencies.md")
        .split("## " + section + "\n", -1)[1]
        .split("\n## ", -1)[0]
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split(" ?\\| ?", -1))
        .map(cells -> new Row(cells[1], cells[2]))
        .toList();
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String tag(String name, String text) {
    return text.replaceAll("(?s)^.*?<" + name + ">(.*?)</" + name + ">.*$", "$1");
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
