package io.gapwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.OwnProcess;
import io.gapwatch.agent.incident.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that commits is killed at many points; nothing that it committed is lost. */
class HistoryKillIT {
  /** Commits to wait for before each kill; the first strikes while the file is being made. */
  private static final List<Integer> COMMITS = List.of(0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144);

  private final Path temporary;
  private final Path folder;

  HistoryKillIT(@TempDir Path temporary) {
    this.temporary = temporary;
    folder = temporary.resolve("state");
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void losesNothing() throws Exception {
    List<String> committed = new ArrayList<>();
    Instant from = Samples.NOON;
    for (int kill = 0; kill < COMMITS.size(); kill++) {
      committed.addAll(commitAndKill("%02d-".formatted(kill), from, COMMITS.get(kill)));
      from = check(committed).plus(Duration.ofHours(1));
    }
    assertThat(committed).hasSizeGreaterThan(COMMITS.stream().mapToInt(it -> it).sum());
  }

  /** What the process said it had committed before it was killed. */
  private List<String> commitAndKill(String prefix, Instant from, int commits) throws Exception {
    Process process = start(prefix, from);
    List<String> committed = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (int i = 0; i < commits; i++) {
        committed.addAll(ids(output.readLine()));
      }
      while (!Files.exists(folder.resolve("history.db"))) {
        assertThat(process.isAlive()).as("the process that commits").isTrue();
        Thread.onSpinWait();
      }
      LockSupport.parkNanos(commits * 50_000L);
      // Unlike the process itself, its handle leaves the output open to be read to its end.
      process.toHandle().destroyForcibly();
      output.lines().forEach(line -> committed.addAll(ids(line)));
    }
    assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
    return committed;
  }

  private static List<String> ids(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" "));
  }

  private Process start(String prefix, Instant from) throws IOException {
    return new ProcessBuilder(
            OwnProcess.command(
                CommitLoop.class,
                List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    // A killed process cannot remove the native library that it has unpacked.
                    "-Dorg.sqlite.tmpdir=" + temporary),
                folder.toString(),
                prefix,
                from.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Checks the history, and says when its last run began. */
  private Instant check(List<String> committed) {
    try (History history = History.open(folder)) {
      history.verify();
      Database database = history.database();
      assertThat(database.query("SELECT id FROM transition", row -> row.text("id")))
          .containsAll(committed);
      assertThat(
              database.number(
                  """
                  SELECT count(*) FROM transition WHERE 2 <>
                    (SELECT count(*) FROM outbox WHERE transition_id = transition.id)
                  """))
          .as("transitions without a row for each channel")
          .isZero();
      assertThat(
              database.number(
                  """
                  SELECT count(*) FROM run WHERE (finished_at IS NOT NULL) <>
                    (2 = (SELECT count(*) FROM result WHERE run = seq))
                  """))
          .as("runs that ended without their results")
          .isZero();
      assertThat(history.runs().unfinished(Shift.JOB)).hasSizeLessThanOrEqualTo(COMMITS.size());
      Optional<Instant> last = history.runs().last(Shift.JOB).map(Run::startedAt);
      return last.orElse(Samples.NOON);
    }
  }
}
