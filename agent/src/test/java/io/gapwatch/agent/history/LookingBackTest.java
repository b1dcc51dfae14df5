package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.NOON;
import static io.gapwatch.agent.incident.Samples.gap;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Deliveries.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports, people and backups read. */
class LookingBackTest {
  private static final Instant EVER = NOON.plus(Duration.ofDays(999));

  private final Path folder;
  private final History history;
  private final Shift shift;

  LookingBackTest(@TempDir Path folder) {
    this.folder = folder;
    history = History.open(folder);
    shift = new Shift(history);
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void allSeriesOfAJobAtOnce() {
    shift.run(result("blocks"));
    shift.run(result("blocks", gap(1, 2)), result("freshness"));

    List<Series> all = history.measurements().seriesOf(Shift.JOB, NOON, EVER);

    assertThat(all).extracting(Series::checkId).containsExactly("blocks", "freshness");
    assertThat(all).extracting(Series::name).containsOnly("rows");
    assertThat(all.get(0).samples())
        .containsExactly(
            new Sample(NOON.plus(Duration.ofHours(1)), Status.OK, 2613593),
            new Sample(NOON.plus(Duration.ofHours(2)), Status.CRITICAL, 2613593));
    assertThat(history.measurements().seriesOf("another", NOON, EVER)).isEmpty();
    assertThat(history.measurements().seriesOf(Shift.JOB, NOON.plus(Duration.ofHours(3)), EVER))
        .isEmpty();
  }

  @Test
  void theRunBeforeAPeriod() {
    shift.run(result("blocks"));
    shift.run(result("blocks"));

    assertThat(history.runs().before(Shift.JOB, shift.now()).map(Run::startedAt))
        .contains(shift.now().minus(Duration.ofHours(1)));
    assertThat(history.runs().before(Shift.JOB, NOON)).isEmpty();
  }

  /** A clock that was a year ahead for one run must not make that run the last one for a year. */
  @Test
  void theLastRunIsTheOneThatCameLastWhateverTheClockSaid() {
    Run ahead = Run.started("01A", Shift.JOB, NOON.plus(Duration.ofDays(365)));
    Run after = Run.started("01B", Shift.JOB, NOON);
    history.runs().finish(ahead.ended(ahead.startedAt(), Status.OK, 0));
    history.runs().finish(after.ended(NOON, Status.CRITICAL, 1));

    assertThat(history.runs().last(Shift.JOB).map(Run::id)).contains("01B");
  }

  @Test
  void whoWasToldOfAnIncident() {
    shift.run(result("blocks", gap(1, 2)));
    String incident = history.incidents().active(Shift.JOB).get(0).id();
    String opened = history.incidents().transitions(incident).get(0).id();
    history.outbox().delivered("phone", List.of(opened), Optional.empty(), shift.now());
    history.outbox().failed("chat", List.of(opened), "no answer within 10s", Optional.empty());

    assertThat(history.deliveries().of(incident))
        .containsExactly(
            new Delivery(
                opened,
                "chat",
                "pending",
                1,
                Optional.empty(),
                Optional.of("no answer within 10s")),
            new Delivery(
                opened, "phone", "delivered", 1, Optional.of(shift.now()), Optional.empty()));
    assertThat(history.deliveries().waiting())
        .containsExactly(
            new Deliveries.Waiting("chat", 1, shift.now(), Optional.of("no answer within 10s")));
  }

  @Test
  void aCopyIsWholeWhileAnotherConnectionHasItOpen() {
    shift.run(result("blocks", gap(1, 2)));
    Path copies = folder.resolve("copies");
    try (History other = History.open(folder)) {
      assertThat(Files.exists(folder.resolve("history.db-wal"))).isTrue();
      makeFolder(copies);
      other.copyTo(copies.resolve("history.db"));
    }
    try (History copy = History.open(copies)) {
      copy.verify();
      assertThat(copy.incidents().active(Shift.JOB)).hasSize(1);
    }
    assertThatThrownBy(() -> history.copyTo(copies.resolve("history.db")))
        .isInstanceOf(HistoryUnavailableException.class);
  }

  @Test
  void lookingForOneMakesNone() {
    assertThat(History.exists(folder)).isTrue();
    assertThat(History.exists(folder.resolve("nothing"))).isFalse();
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void saysWhichEngineKeepsIt() {
    assertThat(History.engine()).matches("3\\.\\d+\\.\\d+");
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
