package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
  private final Path folder;

  CompletionCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Asked of a real bash, as it asks when a user presses the tabulator. */
  @ParameterizedTest
  @CsvSource({
    "gapwatch che, check",
    "gapwatch che, completion",
    "gapwatch incidents un, unsilence",
    "gapwatch check --fo, --format",
    "gapwatch report --format ht, html",
    "gapwatch completion z, zsh",
  })
  void bashCompletes(String line, String word) throws IOException, InterruptedException {
    Path script = folder.resolve("completion");
    Files.writeString(script, Ran.gapwatch(folder, "completion", "bash").out());
    String[] words = line.split(" ", -1);
    String ask =
        """
        set -eo pipefail
        compopt() { :; }
        source "$1"
        COMP_WORDS=(%s)
        COMP_CWORD=%d
        COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}
        COMPREPLY=()
        _complete_gapwatch
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(line, words.length - 1);
    Process bash =
        new ProcessBuilder("bash", "-c", ask, "bash", script.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    if (word.startsWith(words[words.length - 1])) {
      assertThat(said.lines().map(String::strip)).contains(word);
    } else {
      assertThat(said.lines().map(String::strip)).doesNotContain(word);
    }
  }

  @Test
  void zshReadsTheSameByItsCompatibility() {
    String bash = Ran.gapwatch(folder, "completion", "bash").out();
    assertThat(bash).doesNotStartWith("#!").contains("complete -F _complete_gapwatch");
    assertThat(Ran.gapwatch(folder, "completion", "zsh").out())
        .startsWith("#compdef gapwatch\nautoload -U +X bashcompinit && bashcompinit\n")
        .contains("|| compopt() { :; }\n")
        .contains(bash)
        .endsWith(
            "if [[ $funcstack[1] = _gapwatch ]]; then"
                + " _bash_complete -o default -F _complete_gapwatch; fi\n");
  }

  /** With groff's own warnings, where it is installed; the macros never see a line of the help. */
  @Test
  void theManPageHasEveryCommand() throws Exception {
    Ran ran = Ran.gapwatch(folder, "completion", "man");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith(".TH GAPWATCH 1 ")
        .contains(
            ".SH NAME\ngapwatch \\- ", ".SH GAPWATCH CHECK\n", ".SH GAPWATCH INCIDENTS SILENCE\n");
    assertThat(ran.out().lines().filter(line -> line.startsWith(".")))
        .allMatch(line -> line.matches("\\.(TH|SH|B|I|nf|fi|in)( .*)?"));
    assertThat(ran.out().lines()).noneMatch(line -> line.startsWith("'"));
  }

  @Test
  void anotherShellIsRefused() {
    Ran ran = Ran.gapwatch(folder, "completion", "fish");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).startsWith("gapwatch: there is no fish; ").contains("bash");
  }
}
