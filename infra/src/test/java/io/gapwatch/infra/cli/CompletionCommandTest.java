package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts/install lays beside gapctl, which need not be built by then. */
class CompletionCommandTest {
  /** {@code scripts/update-golden-files} writes them anew. */
  @ParameterizedTest
  @CsvSource({"bash, gapctl.bash", "man, gapctl.1"})
  void theInstallersFilesAreWhatIsPrinted(String kind, String name) throws IOException {
    Path file = Path.of("../scripts/shell", name);
    String printed = printed(kind);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(file));
  }

  @Test
  void theManPageHasEveryCommandAndNothingThatItsMacrosWouldRead() {
    assertThat(printed("man"))
        .startsWith(".TH GAPCTL 1 ")
        .contains("gapctl \\- Creates", ".SH gapctl stack restore\n", "\\-\\-stack");
    assertThat(printed("man").lines().filter(line -> line.startsWith(".")))
        .allMatch(line -> line.matches("\\.(TH|SH|B|I|nf|fi|in)( .*)?"));
    assertThat(printed("man").lines()).noneMatch(line -> line.startsWith("'"));
  }

  @Test
  void zshReadsWhatBashReads() {
    assertThat(printed("zsh")).startsWith("#compdef gapctl\n").contains(printed("bash"));
  }

  private static String printed(String kind) {
    StringWriter out = new StringWriter();
    assertThat(Typed.run(out, out, "completion", kind)).isZero();
    return out.toString();
  }
}
