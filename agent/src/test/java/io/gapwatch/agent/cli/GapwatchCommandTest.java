package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes, and what goes to which stream. */
class GapwatchCommandTest extends ChainInstallation {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]+)(?=  | *$|,)");

  GapwatchCommandTest(@TempDir Path folder) {
    super(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "check blocks freshness, 0",
    "check holes, 1",
    "check holes blocks, 1",
    "check gone, 2",
    "check empty, 2",
    "check holes gone, 2",
    "check, 2",
    "check blocks --now 2026-11-21T01:00:00Z, 0",
    "check freshness --now 2026-11-21T01:00:00Z, 1",
    "gaps blocks, 0",
    "gaps holes, 0",
    "gaps empty, 2",
    "gaps freshness, 2",
    "gaps nowhere, 2",
    "check nowhere, 2",
    "config check, 0",
    "config schema, 0",
    "config check --config nowhere.yaml, 2",
    "check --config nowhere.yaml, 2",
    "--help, 0",
    "--version, 0",
    "'', 64",
    "config, 64",
    "chekc, 64",
    "check --colour, 64",
    "check --format xml, 64",
    "check --now yesterday, 64",
    "gaps, 64",
    "gaps blocks holes, 64",
    "gaps blocks --format json, 64",
  })
  void exitCodes(String line, int code) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    Ran ran = gapwatch(arguments);
    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    if (code == 64) {
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).matches("(?s)(gapwatch: |Usage: ).*").contains("--help");
    }
  }

  @Test
  void consoleTellsEveryCheckAndTheVerdict() {
    Ran ran = gapwatch("check", "blocks", "holes", "gone");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("Gapwatch: manual checks", "2026-11-21T00:00:00Z")
        .contains("✅ 1,000 blocks, none missing, 0 missed slots")
        .contains("❌ 3 blocks missing in 2 ranges", "CRITICAL holes 1200-1201: 2 blocks missing")
        .contains("❓ could not be checked: gone: DuckDB file not found: " + folder)
        .endsWith(
            "❓ HEALTH CHECK FAILED, PARTLY UNKNOWN"
                + " (1 of 3 checks ok, 0 warning, 1 critical, 1 unknown)"
                + System.lineSeparator());
  }

  @Test
  void jsonIsOneObjectAndNothingElse() throws JsonProcessingException {
    Ran ran = gapwatch("check", "holes", "--format", "JSON");
    JsonNode report = new ObjectMapper().readTree(ran.out());
    assertThat(report.get("job").isNull()).isTrue();
    assertThat(report.get("exitCode").intValue()).isEqualTo(ran.code()).isEqualTo(1);
    assertThat(report.at("/checks/0/measured/missing").longValue()).isEqualTo(3);
    assertThat(report.at("/checks/0/findings/0/evidence/first").longValue()).isEqualTo(1200);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aMomentThatIsNoneIsToldInPlainWords() {
    assertThat(gapwatch("check", "--now", "tomorrow").err())
        .contains("must be a moment in UTC such as 2026-11-21T00:00:00Z, not \"tomorrow\"")
        .doesNotContain("java", "Exception");
  }

  /** A year that Java knows and no database. */
  @Test
  void aMomentLongAgoIsRefused() {
    Ran ran = gapwatch("check", "--now", "-999999999-01-01T00:00:00Z");
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("must be a moment in UTC such as 2026-11-21T00:00:00Z");
  }

  @Test
  void nowIsTheTimeOfEverything() {
    assertThat(gapwatch("check", "freshness", "--now", "2026-11-21T01:00:00Z").out())
        .contains("2026-11-21T01:00:00Z", "newest block is 1h 4m old");
  }

  @Test
  void gapsPrintsRangesToStandardOutputOnly() {
    Ran csv = gapwatch("gaps", "holes", "--format", "csv");
    assertThat(csv.out()).startsWith("first,last,count,after,before\n1100,1100,1,");
    assertThat(csv.err()).isEqualTo("2 missing ranges" + System.lineSeparator());
    assertThat(gapwatch("gaps", "holes", "--format", "sql").out())
        .contains("(1100, 1100),\n  (1200, 1201)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "sql"})
  void nothingIsPrintedOfWhatCouldNotBeFoundOut(String format) {
    Ran ran = gapwatch("gaps", "empty", "--format", format);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("table empty is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"check", "check --format json", "gaps blocks --format csv", "config check"})
  void invalidConfigurationIsToldOnStandardErrorOnly(String line) throws IOException {
    Files.writeString(folder.resolve("gapwatch.yaml"), "version: 1\nsorces: {}\n");
    Ran ran = gapwatch(line.split(" ", -1));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("gapwatch: the configuration has 3 problems:")
        .contains(folder.resolve("gapwatch.yaml") + ":2:1: sorces:")
        .contains("did you mean \"sources\"?")
        .contains("jobs: is required");
  }

  @Test
  void colourOnlyOnATerminalThatWantsIt() {
    String escape = "\u001b[";
    String[] check = {"check", "blocks"};
    assertThat(gapwatch(check).out()).doesNotContain(escape);
    assertThat(Ran.gapwatch(folder, Map.of(), true, check).out()).contains(escape);
    assertThat(Ran.gapwatch(folder, Map.of("NO_COLOR", "1"), true, check).out())
        .doesNotContain(escape);
    assertThat(Ran.gapwatch(folder, Map.of("NO_COLOR", ""), true, check).out()).contains(escape);
    assertThat(Ran.gapwatch(folder, Map.of("TERM", "dumb"), true, check).out())
        .doesNotContain(escape);
    assertThat(Ran.gapwatch(folder, Map.of(), true, "check", "blocks", "--format", "json").out())
        .doesNotContain(escape);
  }

  /** Every command there is, found as a user would find it. */
  @Test
  void everyCommandHelps() {
    List<String> visited = new ArrayList<>();
    visit(List.of(), visited);
    assertThat(visited).contains("check", "gaps", "config", "config check", "config schema");
  }

  private void visit(List<String> command, List<String> visited) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--help");
    Ran ran = gapwatch(arguments.toArray(String[]::new));
    assertThat(ran.code()).as("%s", arguments).isZero();
    assertThat(ran.err()).as("%s", arguments).isEmpty();
    assertThat(ran.out())
        .as("%s", arguments)
        .startsWith("Usage: " + String.join(" ", prefixed(command)))
        .contains("-h, --help", "-V, --version");
    visited.add(String.join(" ", command));
    int list = ran.out().indexOf("\nCommands:");
    if (list >= 0) {
      String commands = ran.out().substring(list).split("\n\n", 2)[0];
      COMMAND
          .matcher(commands)
          .results()
          .map(MatchResult::group)
          .map(String::strip)
          .forEach(
              name -> {
                List<String> next = new ArrayList<>(command);
                next.add(name);
                visit(next, visited);
              });
    }
  }

  private static List<String> prefixed(List<String> command) {
    List<String> all = new ArrayList<>(List.of("gapwatch"));
    all.addAll(command);
    return all;
  }
}
