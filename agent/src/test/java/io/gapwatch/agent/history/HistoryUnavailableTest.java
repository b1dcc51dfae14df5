package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Samples;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryUnavailableTest {
  private final Path folder;
  private final Path file;

  HistoryUnavailableTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("history.db");
  }

  @BeforeEach
  void fill() {
    try (History history = History.open(folder)) {
      Shift shift = new Shift(history);
      for (int i = 0; i < 30; i++) {
        shift.run(
            result("disk", finding("disk", Severity.WARNING, "/" + "x".repeat(500))),
            result("blocks", Samples.gap(i * 10L, i * 10L + 5)));
      }
    }
  }

  @Test
  void becauseItsHeaderIsNotThatOfADatabase() throws Exception {
    overwrite(0, "this is not a database");
    assertDamaged(() -> History.open(folder));
  }

  /** Root, who looks at another user's history, makes the files beside it, and gives them away. */
  @Test
  void notBecauseAFileBesideItCouldNotBeOpenedForAMoment() throws Exception {
    Path wal = Files.createDirectory(folder.resolve("history.db-wal"));
    AtomicInteger pauses = new AtomicInteger();
    Runnable given =
        () -> {
          if (pauses.incrementAndGet() == 2) {
            assertThat(wal.toFile().delete()).isTrue();
          }
        };
    try (Database database = Database.open(file, Duration.ZERO, given)) {
      assertThat(database.number("SELECT count(*) FROM run")).isEqualTo(30);
    }
    assertThat(pauses).hasValue(2);
  }

  @Test
  void becauseAFileBesideItCannotBeOpened() throws Exception {
    Files.createDirectory(folder.resolve("history.db-wal"));
    AtomicInteger pauses = new AtomicInteger();
    assertThatThrownBy(() -> Database.open(file, Duration.ZERO, pauses::incrementAndGet))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageStartingWith("Could not write the history " + file);
    assertThat(pauses).hasValue(9);
  }

  @Test
  void becauseItWasCutOff() throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() / 2 + 100);
    }
    assertDamaged(
        () -> {
          try (History history = History.open(folder)) {
            history.verify();
          }
        });
  }

  @Test
  void becauseOfGarbageInTheMiddle() throws Exception {
    for (long page = 1; page < Files.size(file) / 4096; page++) {
      overwrite(page * 4096, "garbage ".repeat(512));
    }
    assertDamaged(
        () -> {
          try (History history = History.open(folder)) {
            history.incidents().active("chain");
          }
        });
    assertDamaged(
        () -> {
          try (History history = History.open(folder)) {
            history.verify();
          }
        });
  }

  @Test
  void becauseARowIsNotWhatWasWritten() {
    try (History history = History.open(folder)) {
      history.database().update("UPDATE incident SET finding = 'garbage'");
      assertDamaged(() -> history.incidents().active("chain"));
      history.database().update("UPDATE incident SET finding = '{}'");
      assertDamaged(() -> history.incidents().active("chain"));
      history.database().update("UPDATE run SET status = 'FINE'");
      assertDamaged(() -> history.runs().last("chain"));
    }
  }

  @Test
  void becauseALaterReleaseWroteIt() throws Exception {
    try (History history = History.open(folder)) {
      history.database().execute("PRAGMA user_version = 99");
    }
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> History.open(folder))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageStartingWith(
            "Could not use the history "
                + file
                + ": its schema is version 99, and this release only knows versions up to "
                + Schema.VERSION
                + ". Run the release that wrote it, or a later one. Move it away");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void becauseTheFolderIsAFile() throws Exception {
    Path blocked = Files.writeString(folder.resolve("blocked"), "");
    assertNotWritable(() -> History.open(blocked));
    assertNotWritable(() -> History.open(blocked.resolve("state")));
  }

  @Test
  void becauseTheFileIsAFolder() throws Exception {
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("history.db"));
    assertNotWritable(() -> History.open(other));
  }

  /** Nobody can make a file there, not even root. */
  @Test
  void becauseTheFolderTakesNoFiles() {
    assertNotWritable(() -> History.open(Path.of("/proc/self")));
    assertNotWritable(() -> History.open(Path.of("/proc/none")));
  }

  @Test
  void becauseTheDiskIsFull() {
    try (History history = History.open(folder)) {
      Database database = history.database();
      Run last = history.runs().last("chain").orElseThrow();
      database.number("PRAGMA max_page_count = " + database.number("PRAGMA page_count"));
      Commit commit =
          new Shift(history, "b", last.startedAt()).prepare(Muting.NONE, result("disk", huge()));
      assertThatThrownBy(() -> history.commit(commit))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageStartingWith("Could not write the history " + file + ": the disk is full")
          .hasMessageContaining("Free some space");
      assertThat(history.runs().last("chain")).contains(last);

      database.number("PRAGMA max_page_count = 1000000");
      history.commit(commit);
      assertThat(history.runs().last("chain")).contains(commit.run());
    }
  }

  @Test
  void becauseAnotherProcessHoldsIt() {
    try (History holder = History.open(folder);
        History history = History.open(folder, Duration.ofMillis(50))) {
      holder
          .database()
          .transaction(
              () -> {
                assertThatThrownBy(() -> history.runs().start(Run.started("9", "chain", NOON)))
                    .isInstanceOf(HistoryUnavailableException.class)
                    .hasMessageStartingWith(
                        "Could not use the history " + file + ": another process has it locked");
                return "";
              });
      history.runs().start(Run.started("9", "chain", NOON));
      assertThat(history.runs().unfinished("chain")).hasSize(1);
    }
  }

  private static Finding huge() {
    return finding("disk", Severity.CRITICAL, "/" + "x".repeat(300_000));
  }

  private void overwrite(long position, String text) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      bytes.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void assertDamaged(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageStartingWith("Could not use the history " + file + ": it is corrupt (")
        .hasMessageContaining("Move it away together with its -wal, -shm and -trace files")
        .hasMessageContaining("This loses");
    assertThat(file).exists();
  }

  private static void assertNotWritable(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageStartingWith("Could not write the history ")
        .hasMessageContaining("Make its folder writable");
  }
}
