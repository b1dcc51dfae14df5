package io.gapwatch.agent.probe.log;

import static io.gapwatch.agent.probe.log.WatchedLogs.LIMITS;
import static io.gapwatch.agent.probe.log.WatchedLogs.errors;
import static io.gapwatch.agent.probe.log.WatchedLogs.facts;
import static io.gapwatch.agent.probe.log.WatchedLogs.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are renamed, copied, truncated, new, and gone. */
class PlacesTest {
  private final Path folder;
  private final Path log;
  private final WatchedLogs logs;

  PlacesTest(@TempDir Path folder) {
    this.folder = folder;
    log = folder.resolve("aggregator-error.log");
    logs = new WatchedLogs(folder);
  }

  @Test
  void rotationByRenaming() throws IOException {
    write(log, "start");
    logs.run();
    write(log, "ERROR before");
    Files.move(log, folder.resolve("aggregator-error__2026-11-21.log"));
    write(log, "ERROR after");
    CheckResult result = logs.run();
    assertThat(errors(result)).isEqualTo(2L);
    assertThat(facts(result)).contains(log + ": rotated to aggregator-error__2026-11-21.log");
    assertThat(errors(logs.run())).isEqualTo(0L);
  }

  /** elastic/beats#39731, allinurl/goaccess#1815: regrown past the old place. */
  @Test
  void copyAndTruncateAndRegrown() throws IOException {
    write(log, "start");
    logs.run("aggregator-error.log*", LIMITS);
    write(log, "ERROR before");
    Files.copy(log, folder.resolve("aggregator-error.log.1"));
    Files.writeString(log, "");
    write(log, "ERROR after", "a line that makes it longer than it ever was before");
    CheckResult result = logs.run("aggregator-error.log*", LIMITS);
    assertThat(errors(result)).isEqualTo(2L);
    assertThat(facts(result)).contains(log + ": rotated to aggregator-error.log.1");
    assertThat(errors(logs.run("aggregator-error.log*", LIMITS))).isEqualTo(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aggregator-error.log", "aggregator-error.log*"})
  void severalRotationsInARow(String names) throws IOException {
    write(log, "start");
    logs.run(names, LIMITS);
    for (int night = 1; night <= 4; night++) {
      write(log, "ERROR " + night + " before");
      Path older = folder.resolve("aggregator-error.log.1");
      if (Files.exists(older)) {
        Files.move(
            older, folder.resolve("aggregator-error.log.2"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(log, older);
      write(log, "ERROR " + night + " after");
      assertThat(errors(logs.run(names, LIMITS))).as("night %d", night).isEqualTo(2L);
    }
    assertThat(errors(logs.run(names, LIMITS))).isEqualTo(0L);
  }

  /** The rotated file's name comes first in the alphabet, and is matched too. */
  @Test
  void rotatedFileThatIsWatchedIsNotReadTwice() throws IOException {
    Path app = folder.resolve("app.log");
    write(app, "start", "ERROR long ago");
    logs.run("app*.log", LIMITS);
    write(app, "ERROR before");
    Files.move(app, folder.resolve("app-20261121.log"));
    write(app, "ERROR after");
    assertThat(errors(logs.run("app*.log", LIMITS))).isEqualTo(2L);
    assertThat(errors(logs.run("app*.log", LIMITS))).isEqualTo(0L);
  }

  @Test
  void truncatedWithoutACopyIsTold() throws IOException {
    write(log, "a long line before it was flushed by its operator");
    logs.run();
    Files.writeString(log, "ERROR new\n");
    CheckResult result = logs.run();
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(facts(result))
        .contains(
            log + ": it was rotated or truncated, and what was written last before was not found");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(logs.run().status()).as("nothing is lost any more").isEqualTo(Status.OK);
  }

  @Test
  void activeFileThatIsGoneIsUnknownOnce() throws IOException {
    write(log, "start");
    Path other = folder.resolve("other-error.log");
    write(other, "start");
    logs.run();
    write(other, "ERROR at work");
    logs.run();
    Files.delete(other);
    CheckResult result = logs.run();
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings()).extracting(Finding::subject).contains(other.toString());
    assertThat(logs.run().status()).isEqualTo(Status.OK);
  }

  @Test
  void idleFileThatIsPrunedIsNoLoss() throws IOException {
    write(log, "start");
    Path old = folder.resolve("old-error.log");
    write(old, "start");
    logs.run();
    logs.run();
    Files.delete(old);
    assertThat(logs.run().status()).isEqualTo(Status.OK);
  }

  @Test
  void fileThatIsNewIsReadWhole() throws IOException {
    write(log, "start");
    logs.run();
    write(folder.resolve("worker-error.log"), "ERROR at once");
    CheckResult result = logs.run();
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(result.measured())
        .containsEntry("errorsOf", Map.of(folder.resolve("worker-error.log").toString(), 1L));
  }

  /** Each question reads the results of a month: asked for each file, hundreds took minutes. */
  @Test
  void manyFilesAskThePastNoMoreThanAFew() throws IOException {
    for (int i = 0; i < 50; i++) {
      write(folder.resolve(i + "-error.log"), "start");
    }
    logs.run();
    write(folder.resolve("7-error.log"), "ERROR at work");
    assertThat(errors(logs.run())).isEqualTo(1L);
    assertThat(logs.questions()).isLessThan(15);
  }
}
