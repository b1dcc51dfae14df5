package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Moment;
import io.gapwatch.agent.demo.PushoverServer.Arrived;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at many points of a run. Each round loses two ranges of blocks and gets them
 * back; the first run after either change is killed. What it had found must reach the phone all the
 * same.
 */
class KillIT {
  private static final int OFFSETS = 10;

  private static final String INCIDENTS_OF_BLOCKS = "json_extract(finding, '$.check') = 'blocks'";
  private static final String TRANSITIONS_OF_BLOCKS =
      "json_extract(incident, '$.finding.check') = 'blocks'";

  private final Site site;
  private final List<String> lost = new ArrayList<>();
  private int rounds;
  private int killed;

  KillIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void losesNoTransition() throws Exception {
    Duration whole = timeOfOneRun();
    for (int i = 1; i <= OFFSETS; i++) {
      round(Kill.after(whole.multipliedBy(i).dividedBy(OFFSETS)));
    }
    for (Kill kill : momentsOfTalk()) {
      round(kill);
    }
    assertThat(lost).as("transitions that nobody was told of").isEmpty();
    // Runs that were killed are told as well; two good runs resolve that.
    Instant end = Site.NOW.plus(Duration.ofHours(rounds));
    site.runAt(end.plusSeconds(240));
    assertThat(site.runAt(end.plusSeconds(300)).code()).as("in the end").isZero();
    assertHistoryIsWhole();
    tellCounts();
  }

  private List<Kill> momentsOfTalk() {
    String message = "/1/messages.json";
    String end = "(/fail|/" + site.check.uuid() + ")";
    return List.of(
        Kill.at(site.deadMan::witness, Moment.RECEIVED, ".*/start"),
        Kill.at(site.phone::witness, Moment.RECEIVED, message),
        Kill.at(site.phone::witness, Moment.TAKEN, message),
        Kill.at(site.phone::witness, Moment.ANSWERED, message),
        Kill.at(site.phone::witness, Moment.RECEIVED, ".*/cancel.json"),
        Kill.at(site.phone::witness, Moment.ANSWERED, ".*/cancel.json"),
        Kill.at(site.deadMan::witness, Moment.RECEIVED, ".*" + end),
        Kill.at(site.deadMan::witness, Moment.ANSWERED, ".*" + end));
  }

  private Duration timeOfOneRun() throws InterruptedException {
    site.chain.writeUntil(Site.NOW);
    site.runAt(Site.NOW);
    long start = System.nanoTime();
    assertThat(site.runAt(Site.NOW).code()).isZero();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void round(Kill kill) throws Exception {
    Instant now = Site.NOW.plus(Duration.ofHours(++rounds));
    int before = site.phone.messages().size();
    site.chain.writeUntil(now);
    List<String> ranges =
        List.of(lose(now.minus(Duration.ofMinutes(100)), 10), lose(now.minusSeconds(3300), 2));
    killOne(kill, now);
    assertThat(site.runAt(now.plusSeconds(60)).code()).as("the run after the kill").isEqualTo(1);

    site.chain.writeUntil(now.plusSeconds(120));
    killOne(kill, now.plusSeconds(120));
    // The data are well again; that the run before did not end is a warning of its own.
    Ending after = site.runAt(now.plusSeconds(180));
    assertThat(after.code()).as(after.out()).isLessThan(2);
    assertThat(after.out()).contains("Gaps found: 0");

    List<Arrived> arrived = site.phone.messages().stream().skip(before).toList();
    for (String range : ranges) {
      expect(arrived, "CRITICAL " + range + ": ");
      expect(arrived, "resolved " + range + ": ");
    }
  }

  private void expect(List<Arrived> arrived, String line) {
    if (arrived.stream().noneMatch(message -> message.message().contains(line))) {
      lost.add(line);
    }
  }

  /** Loses some blocks before this time, and returns the subject of the finding. */
  private String lose(Instant before, int blocks) throws Exception {
    long last = Blocks.of(site.blocks()).newestBefore(before);
    site.chain.lose(before, blocks);
    return "blocks %d-%d".formatted(last - blocks + 1, last);
  }

  private void killOne(Kill kill, Instant now) throws InterruptedException {
    Ending ending =
        kill.strike(() -> site.program().start("run", "chain", "--now", now.toString()));
    if (ending.code() == Ending.KILLED) {
      killed++;
    }
  }

  private void assertHistoryIsWhole() throws Exception {
    HistoryFile history = new HistoryFile(site.state());
    assertThat(history.texts("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(history.texts("PRAGMA foreign_key_check")).isEmpty();
    assertThat(history.count("outbox WHERE state <> 'delivered'")).isZero();
    assertThat(history.count("incident WHERE " + INCIDENTS_OF_BLOCKS)).isEqualTo(2L * rounds);
    assertThat(history.texts("SELECT DISTINCT state FROM incident")).containsExactly("RESOLVED");
    String kinds =
        "SELECT kind || count(*) FROM transition WHERE %s GROUP BY kind ORDER BY kind"
            .formatted(TRANSITIONS_OF_BLOCKS);
    assertThat(history.texts(kinds))
        .containsExactly("OPENED" + 2 * rounds, "RESOLVED" + 2 * rounds);
    assertThat(site.phone.cancelled())
        .containsAll(history.texts("SELECT receipt FROM outbox WHERE receipt IS NOT NULL"));
    assertThat(history.count("run WHERE finished_at IS NULL")).isPositive();
    assertThat(site.phone.errors()).isEmpty();
  }

  private void tellCounts() {
    long changes = site.phone.messages().stream().filter(one -> one.priority() >= 0).count();
    long ringing = site.phone.messages().stream().filter(one -> one.receipt().isPresent()).count();
    System.out.printf(
        "%d runs killed of %d tried; %d transitions, %d lost; %d messages with changes (%d needed);"
            + " %d emergencies, %d cancelled%n",
        killed,
        2 * rounds,
        4 * rounds,
        lost.size(),
        changes,
        2 * rounds,
        ringing,
        site.phone.cancelled().stream().distinct().count());
    assertThat(killed).as("runs killed before they ended").isGreaterThan(rounds);
  }
}
