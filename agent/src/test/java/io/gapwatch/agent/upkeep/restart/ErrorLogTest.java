package io.gapwatch.agent.upkeep.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorLogTest {
  @Test
  void whatMayBeSecretIsTakenOutBeforeTheLineIsCut(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a-error.log"), "ERROR of before\n");
    ErrorLog log = ErrorLog.atEnd(file);
    String line = "x".repeat(165) + " ERROR postgres://app:hunter2hunter2hunter2@db/x\n";
    Files.writeString(file, line, StandardOpenOption.APPEND);

    assertThat(log.first(Pattern.compile("ERROR"), Optional.empty()))
        .hasValueSatisfying(shown -> assertThat(shown).contains(" ERROR ").doesNotContain("hunt"));
  }
}
