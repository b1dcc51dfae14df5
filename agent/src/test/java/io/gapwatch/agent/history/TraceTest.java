package io.gapwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.incident.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that lost its memory is damaged, and not new. */
class TraceTest {
  private final Path folder;
  private final Path file;
  private int runs;

  TraceTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("history.db");
  }

  @BeforeEach
  void twoRuns() throws IOException {
    run();
    Files.copy(file, folder.resolve("older.db"));
    run();
  }

  private void run() {
    try (History history = History.open(folder)) {
      new Shift(history, String.valueOf(++runs), Samples.NOON).run(Samples.result("disk"));
    }
  }

  @Test
  void emptied() throws IOException {
    Files.write(file, new byte[0]);
    assertDamaged("it is empty, although runs were stored in it before");
    assertThat(file).as("left as it is").isEmptyFile();
  }

  @Test
  void gone() throws IOException {
    Files.delete(file);
    assertDamaged("it is empty, although runs were stored in it before");
    assertThat(file).doesNotExist();
  }

  @Test
  void replacedByAnOlderOne() throws IOException {
    Files.move(folder.resolve("older.db"), file, StandardCopyOption.REPLACE_EXISTING);
    assertDamaged("it does not know run ");
  }

  /** Another run began since, by the right clock, and was killed before it was stored. */
  @Test
  void theRunThatItIsKnownByIsNotForgotten() {
    try (History history = History.open(folder)) {
      history.runs().start(Run.started("3", "chain", Samples.NOON.minus(Duration.ofDays(9))));
      history.forgetAfter(Samples.NOON.minus(Duration.ofDays(1)));
    }
    run();
  }

  @Test
  void movedAwayAsTheMessageSays() throws IOException {
    Files.delete(file);
    Files.delete(folder.resolve("history.db-trace"));
    run();
    run();
  }

  @Test
  void whatMayNotBeWrittenIsReadFromACopy() throws IOException {
    byte[] before = Files.readAllBytes(file);
    try (History history = History.reading(folder)) {
      assertThat(history.runs().last("chain")).isPresent();
      assertThatThrownBy(() -> history.incidents().acknowledge("1", "ann", Samples.NOON))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("Make its folder writable");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private void assertDamaged(String why) {
    assertThatThrownBy(() -> History.open(folder))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("-trace");
  }
}
