package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Transition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private final Path folder;
  private History history;

  HistoryTest(@TempDir Path temporary) {
    folder = temporary.resolve("state/gapwatch");
    history = History.open(folder);
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    new Shift(history).run(result("disk"));
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("history.db"))).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("history.db-wal"))).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("history.db-shm"))).isEqualTo("rw-------");
  }

  @Test
  void isDurableAndShrinkable() {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("synchronous")).isEqualTo("2");
    assertThat(pragma("foreign_keys")).isEqualTo("1");
    assertThat(pragma("auto_vacuum")).isEqualTo("2");
    assertThat(pragma("busy_timeout")).isEqualTo("10000");
    assertThat(pragma("user_version")).isEqualTo(String.valueOf(Schema.VERSION));
  }

  @Test
  void keepsAllThatARunLeavesBehind() {
    Shift shift = new Shift(history);
    CheckResult disk = result("disk", finding("disk", Severity.WARNING, "/"));
    CheckResult blocks = result("blocks", Samples.gap(10, 19));
    Commit commit = shift.prepare(Muting.NONE, disk, blocks);
    history.commit(commit);
    history.close();

    history = History.open(folder);
    assertThat(history.runs().last("chain")).contains(commit.run());
    assertThat(history.results().of(commit.run().id()))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("covered")
        .containsExactly(disk, blocks);
    assertThat(history.incidents().active("chain")).isEqualTo(commit.advance().incidents());
    for (String channel : Shift.CHANNELS) {
      assertThat(history.outbox().pending("chain", channel))
          .extracting(Outbox.Pending::transition)
          .isEqualTo(commit.advance().transitions());
    }
    history.verify();
  }

  @Test
  void keepsNothingOfACommitThatFails() {
    Shift shift = new Shift(history);
    CheckResult bad = result("disk", finding("disk", Severity.WARNING, "/"));
    Commit commit = shift.prepare(Muting.NONE, bad);
    Transition transition = commit.advance().transitions().get(0);
    Commit twice =
        new Commit(
            commit.run(),
            commit.results(),
            new Advance(commit.advance().incidents(), List.of(transition, transition)),
            commit.channels(),
            commit.muting());

    assertThatThrownBy(() -> history.commit(twice))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("UNIQUE constraint failed: transition.id");
    assertThat(history.runs().last("chain")).isEmpty();
    assertThat(history.runs().unfinished("chain")).hasSize(1);
    assertThat(history.incidents().active("chain")).isEmpty();
    history.commit(commit);
    assertThat(history.incidents().active("chain")).hasSize(1);
  }

  @Test
  void showsRunsThatWereKilled() {
    Run run = Run.started("1", "chain", NOON);
    history.runs().start(run);
    assertThat(history.runs().unfinished("chain")).containsExactly(run);
    assertThat(history.runs().last("chain")).isEmpty();
    assertThat(run.abandoned(NOON.plusSeconds(600), Duration.ofMinutes(10))).isFalse();
    assertThat(run.abandoned(NOON.plusSeconds(601), Duration.ofMinutes(10))).isTrue();

    Run ended = run.ended(NOON.plusSeconds(5), Status.UNKNOWN, 2);
    history.runs().finish(ended);
    assertThat(history.runs().unfinished("chain")).isEmpty();
    assertThat(history.runs().last("chain")).contains(ended);
    assertThat(ended.abandoned(NOON.plusSeconds(601), Duration.ofMinutes(10))).isFalse();
  }

  @Test
  void listsTheRunsOfAJobSinceATime() {
    Shift shift = new Shift(history);
    shift.run(result("disk"));
    shift.run(result("disk"));
    history.runs().start(Run.started("other", "database", shift.now()));
    assertThat(history.runs().since("chain", NOON)).hasSize(2);
    assertThat(history.runs().since("chain", shift.now()))
        .extracting(Run::startedAt)
        .containsExactly(shift.now());
    assertThat(history.runs().since("chain", shift.now().plusMillis(1))).isEmpty();
    assertThat(history.results().of("other")).isEmpty();
  }

  @Test
  void readsSeriesOfMeasuredNumbers() {
    Shift shift = new Shift(history);
    shift.run(measuring("disk", Map.of("used", 12.5, "name", "sda", "full", false)));
    shift.run(measuring("disk", Map.of("used", "?")), measuring("swap", Map.of("used", 1L)));
    shift.run(measuring("disk", Map.of("used", 13L, "odd \"name\".$", 1)));
    assertThat(history.measurements().series("disk", "used", "", NOON))
        .containsExactly(
            new Sample(NOON.plusSeconds(3600), Status.OK, 12.5),
            new Sample(NOON.plusSeconds(3 * 3600), Status.OK, 13));
    assertThat(history.measurements().series("disk", "used", "", shift.now())).hasSize(1);
    assertThat(history.measurements().series("disk", "odd \"name\".$", "", NOON)).hasSize(1);
    assertThat(history.measurements().series("disk", "name", "", NOON)).isEmpty();
    assertThat(history.measurements().series("disk", "full", "", NOON)).isEmpty();
  }

  @Test
  void readsSeriesOfOneSubject() {
    Shift shift = new Shift(history);
    Map<String, Object> paths = Map.of("/", 42.5, "/da.ta \"x\"", 7L);
    shift.run(measuring("disk", Map.of("used", paths, "free", 1L)));
    assertThat(history.measurements().series("disk", "used", "/", NOON))
        .extracting(Sample::value)
        .containsExactly(42.5);
    assertThat(history.measurements().series("disk", "used", "/da.ta \"x\"", NOON))
        .extracting(Sample::value)
        .containsExactly(7.0);
    assertThat(history.measurements().series("disk", "used", "", NOON)).isEmpty();
    assertThat(history.measurements().series("disk", "free", "/", NOON)).isEmpty();
    assertThat(history.measurements().seriesOf("chain", NOON, NOON.plus(Duration.ofDays(999))))
        .extracting(Series::name)
        .containsExactlyInAnyOrder("used /", "used /da.ta \"x\"", "free");
  }

  @Test
  void readsSeriesOfOneScope() {
    Shift shift = new Shift(history);
    shift.run(measuring("disk", Map.of("used", 1L)).within("one"));
    shift.run(measuring("disk", Map.of("used", 2L)).within("other"));
    assertThat(history.measurements().series("disk", "used", "", NOON, "other"))
        .extracting(Sample::value)
        .containsExactly(2.0);
    assertThat(history.measurements().series("disk", "used", "", NOON)).hasSize(2);
  }

  @Test
  void isReadWhileAnotherProcessWrites() {
    Shift shift = new Shift(history);
    shift.run(result("disk", finding("disk", Severity.WARNING, "/")));
    try (History reader = History.open(folder, Duration.ofMillis(50))) {
      history
          .database()
          .transaction(
              () -> {
                history.runs().start(Run.started("9", "chain", NOON));
                assertThat(reader.runs().unfinished("chain")).isEmpty();
                assertThat(reader.incidents().active("chain"))
                    .extracting(Incident::severity)
                    .containsExactly(Severity.WARNING);
                assertThatThrownBy(() -> reader.runs().start(Run.started("8", "chain", NOON)))
                    .isInstanceOf(HistoryUnavailableException.class)
                    .hasMessageContaining("another process has it locked");
                return "";
              });
      assertThat(reader.runs().unfinished("chain")).hasSize(1);
    }
  }

  @Test
  void isMadeOnceByManyAtTheSameTime() throws Exception {
    for (int round = 0; round < 3; round++) {
      Path fresh = folder.resolve("round " + round);
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        Callable<Boolean> open =
            () -> {
              try (History opened = History.open(fresh)) {
                String id = UUID.randomUUID().toString();
                opened.runs().start(Run.started(id, "chain", NOON));
                return true;
              }
            };
        for (Future<Boolean> opened : threads.invokeAll(Collections.nCopies(8, open))) {
          assertThat(opened.get()).isTrue();
        }
      } finally {
        threads.shutdownNow();
      }
      try (History opened = History.open(fresh)) {
        assertThat(opened.runs().unfinished("chain")).hasSize(8);
      }
    }
  }

  private String pragma(String name) {
    return history.database().first("PRAGMA " + name, row -> row.text(column(name))).orElseThrow();
  }

  /** The one pragma whose column is not named after it. */
  private static String column(String pragma) {
    return pragma.equals("busy_timeout") ? "timeout" : pragma;
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static CheckResult measuring(String checkId, Map<String, Object> measured) {
    CheckResult result = result(checkId);
    return new CheckResult(
        result.id(),
        result.type(),
        result.source(),
        result.title(),
        result.status(),
        result.summary(),
        result.facts(),
        measured,
        result.findings(),
        result.complete(),
        result.covered(),
        "");
  }
}
