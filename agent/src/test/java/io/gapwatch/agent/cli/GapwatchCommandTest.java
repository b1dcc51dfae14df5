package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.source.sql.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GapwatchCommandTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]+)(?=  | *$|,)");

  private final Path folder;

  GapwatchCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void configure() throws IOException, SQLException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources:
          ethereum: {type: duckdb, url: chain.duckdb}
          gone: {type: duckdb, url: gone.duckdb}
        jobs:
          chain:
            schedule: "0 */3 * * *"
            checks:
              - {id: blocks, type: gaps, source: ethereum, table: blocks, chain: ethereum}
              - {id: holes, type: gaps, source: ethereum, table: holes, chain: ethereum}
              - {id: empty, type: gaps, source: ethereum, table: empty, chain: ethereum}
              - {id: freshness, type: staleness, source: ethereum, table: blocks, chain: ethereum}
              - {id: gone, type: staleness, source: gone, table: blocks, chain: ethereum}
        """);
    // The last block is four minutes old.
    long begin = Ran.NOW.getEpochSecond() - 240 - 12 * 999;
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"))) {
      Databases.execute(
          writer,
          "CREATE TABLE blocks AS SELECT range + 1000 AS number, %d + 12 * range AS timestamp FROM range(1000)"
              .formatted(begin - Math.floorMod(begin - 1_606_824_023, 12)),
          "CREATE TABLE holes AS SELECT * FROM blocks WHERE number NOT IN (1100, 1200, 1201)",
          "CREATE TABLE empty AS SELECT * FROM blocks LIMIT 0");
    }
  }

  private Ran gapwatch(String... arguments) {
    return Ran.gapwatch(folder, arguments);
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
  void unknownCheckNamesThoseThereAre() {
    assertThat(gapwatch("check", "blcks").err())
        .isEqualTo(
            "gapwatch: there is no check blcks; did you mean \"blocks\"?" + System.lineSeparator());
    assertThat(gapwatch("check", "nowhere").err())
        .contains("; known: blocks, holes, empty, freshness, gone");
  }

  @Test
  void misspeltCommandIsGuessed() {
    assertThat(gapwatch("chekc").err())
        .startsWith("gapwatch: gapwatch has no command chekc; did you mean \"check\"?");
    assertThat(gapwatch("incidents", "lst").err()).contains("did you mean \"list\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check --fromat json | gapwatch check has no option --fromat; did you mean \"--format\"?",
        "check --colour=red  | gapwatch check has no option --colour; known: --config, --format,",
        "gaps blocks holes   | gapwatch gaps does not take holes",
        "check --format jsn  | Invalid value for option '--format': there is no jsn; did you mean"
            + " \"json\"?",
        "gaps --format xls   | '--format': there is no xls; known: table, csv, sql",
        "run chian           | there is no job chian; did you mean \"chain\"?",
        "report chian        | there is no job chian; did you mean \"chain\"?",
        "check --config a\0b | cannot convert",
        "incidents silence holes -2h | silence has no option -2h; a time has no sign: 2h",
        "maintenance add -2h | add has no option -2h; a time has no sign: 2h",
        "maintenance add 2h --coment x | no option --coment; did you mean \"--comment\"?",
        "maintenance add 2h --by -x | Missing required option: '--comment=TEXT'",
        "incidents silence holes --for 2h | no option --for; known: --by, --comment,",
      })
  void whatWasMeantIsGuessed(String line, String words) {
    Ran ran = gapwatch(line.strip().replace("\\0", "\0").split(" +", -1));
    assertThat(ran.err()).startsWith("gapwatch: ").contains(words).doesNotContain("java.");
  }

  /** A variable of a script that is not set. */
  @ParameterizedTest
  @CsvSource({
    "check, gapwatch check does not take ",
    "init, gapwatch init does not take ",
    "gaps, CHECK must not be empty",
    "run, JOB must not be empty",
    "report, JOB must not be empty",
    "upkeep, NAME must not be empty",
    "alert send, CHANNEL must not be empty",
    "incidents show, ID must not be empty",
  })
  void anEmptyWordIsNoName(String command, String words) {
    List<String> typed = new ArrayList<>(List.of(command.split(" ", -1)));
    typed.add("");
    Ran ran = gapwatch(typed.toArray(String[]::new));
    assertThat(ran.err()).startsWith("gapwatch: " + words);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anEmptyWordIsShown() {
    assertThat(gapwatch("").err()).contains("gapwatch has no command \"\"; known: ");
    assertThat(gapwatch("doctor", "").err()).contains("gapwatch doctor does not take \"\"");
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
