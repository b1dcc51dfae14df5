package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was meant, where it is not what was typed. */
class MistypedTest extends ChainInstallation {
  MistypedTest(@TempDir Path folder) {
    super(folder);
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
}
