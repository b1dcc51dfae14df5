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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at every step of a run, each time where something holds it. Each round loses two
 * ranges of blocks and gets them back; the first run after either change is killed. What it had
 * found must reach the phone all the same, and twice at the most.
 */
class KillIT {
  private static final String MESSAGE = "/1/messages.json";
  private static final String CANCEL = ".*/cancel.json";

  private static final String INCIDENTS_OF_BLOCKS = "json_extract(finding, '$.check') = 'blocks'";
  private static final String TRANSITIONS_OF_BLOCKS =
      "json_extract(incident, '$.finding.check') = 'blocks'";

  private final Site site;
  private final HistoryFile history;
  private final SilentServer silent = new SilentServer();
  private final List<String> wrong = new ArrayList<>();
  private int rounds;
  private int killed;

  KillIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
    history = new HistoryFile(site.state());
  }

  /**
   * A point of a run.
   *
   * @param kill makes the kill for the run that is about to start
   * @param tellings how often the news of the killed run comes to the phone
   * @param emergencies whether only a run comes there that calls an emergency off
   */
  private record Point(String name, Supplier<Kill> kill, int tellings, boolean emergencies) {
    private Point(String name, Supplier<Kill> kill, int tellings) {
      this(name, kill, tellings, false);
    }
  }

  @AfterEach
  void close() throws IOException {
    silent.close();
    site.close();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void losesNoTransition() throws Exception {
    site.chain.writeUntil(Site.NOW);
    assertThat(site.runAt(Site.NOW).code()).isZero();
    List<Point> points =
        Stream.of(beforeTheCommit(), inTheCommit(), afterIt()).flatMap(List::stream).toList();
    for (Point point : points) {
      round(point);
    }
    assertThat(wrong).as("what was told, and not as often as it has to be").isEmpty();
    assertThat(killed).isEqualTo(points.stream().mapToInt(one -> one.emergencies() ? 1 : 2).sum());
    // Runs that were killed are told as well; two good runs resolve that.
    Instant end = Site.NOW.plus(Duration.ofHours(rounds));
    site.runAt(end.plusSeconds(240));
    assertThat(site.runAt(end.plusSeconds(300)).code()).as("in the end").isZero();
    assertHistoryIsWhole();
    tellCounts();
  }

  private List<Point> beforeTheCommit() {
    String start = ".*/start";
    return List.of(
        new Point("its start is not heard", () -> inPing(Moment.RECEIVED, start), 1),
        new Point("its start is heard", () -> inPing(Moment.TAKEN, start), 1),
        new Point("it writes down its start", this::atTheFirstWrite, 1),
        new Point("it has found all and asks on", this::inQuery, 1));
  }

  private List<Point> inTheCommit() {
    return List.of(
        new Point("it begins to commit", () -> inCommit("UPDATE ON run"), 1),
        new Point("it commits results", () -> inCommit("INSERT ON result"), 1),
        new Point("it commits transitions", () -> inCommit("INSERT ON transition"), 1),
        new Point("it commits what is to be sent", () -> inCommit("INSERT ON outbox"), 1));
  }

  private List<Point> afterIt() {
    String end = "/" + site.check.uuid() + "(/fail)?";
    return List.of(
        new Point("committed, not delivered", () -> inTalk(Moment.RECEIVED, MESSAGE), 1),
        new Point("delivered, not answered", () -> inTalk(Moment.TAKEN, MESSAGE), 2),
        new Point("answered, no receipt written", this::inReceipt, 2),
        new Point("receipt written, not cancelled", () -> inTalk(Moment.RECEIVED, CANCEL), 1, true),
        new Point("cancelled, not answered", () -> inTalk(Moment.TAKEN, CANCEL), 1, true),
        new Point("cancelled, not written", this::inCallingOff, 1, true),
        new Point("its end is not heard", () -> inPing(Moment.RECEIVED, end), 1),
        new Point("its end is heard", () -> inPing(Moment.TAKEN, end), 1));
  }

  private Kill inPing(Moment when, String path) {
    return Kill.inRequest(
        new Kill.Server(site.deadMan::witness, site.deadMan::failNext), when, path);
  }

  private Kill inTalk(Moment when, String path) {
    return Kill.inRequest(new Kill.Server(site.phone::witness, site.phone::failNext), when, path);
  }

  private Kill atTheFirstWrite() {
    int pings = site.pings().size();
    return Kill.inWrite(history, "INSERT ON run", run -> site.pings().size() > pings);
  }

  /** The run asks a database that says nothing, and that the next run does not know. */
  private Kill inQuery() {
    return start -> {
      site.configure(
          "ledger: {type: postgres, url: '%s'}".formatted(silent.postgresUrl()),
          Site.CHECKS
              + """
              - {id: hung, type: sql, source: ledger, query: SELECT 1, critical: ">9", timeout: 2m}
              """);
      Ending ending = Kill.inQuery(silent, KillIT::hasFoundGaps).strike(start);
      site.configure("", Site.CHECKS);
      return ending;
    };
  }

  /** A run prints what it found after it has written that it began. */
  private Kill inCommit(String write) {
    return Kill.inWrite(history, write, KillIT::hasFoundGaps);
  }

  private static boolean hasFoundGaps(Running run) {
    return run.said().contains("Gaps found: ");
  }

  private Kill inReceipt() {
    int told = site.phone.messages().size();
    return Kill.inWrite(
        history, "UPDATE OF receipt ON outbox", run -> site.phone.messages().size() > told);
  }

  private Kill inCallingOff() {
    int cancelled = site.phone.cancelled().size();
    return Kill.inWrite(
        history,
        "UPDATE OF cancelled_at ON outbox",
        run -> site.phone.cancelled().size() > cancelled);
  }

  private void round(Point point) throws Exception {
    Instant now = Site.NOW.plus(Duration.ofHours(++rounds));
    int before = site.phone.messages().size();
    site.chain.writeUntil(now);
    List<String> ranges =
        List.of(lose(now.minus(Duration.ofMinutes(100)), 10), lose(now.minusSeconds(3300), 2));
    if (!point.emergencies()) {
      kill(point, now);
    }
    assertThat(site.runAt(now.plusSeconds(60)).code()).as("the run after the kill").isEqualTo(1);

    site.chain.writeUntil(now.plusSeconds(120));
    kill(point, now.plusSeconds(120));
    // The data are well again; that the run before did not end is a warning of its own.
    Ending after = site.runAt(now.plusSeconds(180));
    assertThat(after.code()).as(after.out()).isLessThan(2);
    assertThat(after.out()).contains("Gaps found: 0");

    List<Arrived> arrived = site.phone.messages().stream().skip(before).toList();
    for (String range : ranges) {
      int alarms = point.emergencies() ? 1 : point.tellings();
      expect(point, arrived, "CRITICAL " + range + ": ", alarms);
      expect(point, arrived, "resolved " + range + ": ", point.tellings());
    }
  }

  private void expect(Point point, List<Arrived> arrived, String line, int times) {
    long found = arrived.stream().filter(one -> one.message().contains(line)).count();
    if (found != times) {
      wrong.add("%s: \"%s\" %d times, not %d".formatted(point.name(), line, found, times));
    }
  }

  /** Loses some blocks before this time, and returns the subject of the finding. */
  private String lose(Instant before, int blocks) throws Exception {
    long last = Blocks.of(site.blocks()).newestBefore(before);
    site.chain.lose(before, blocks);
    return "blocks %d-%d".formatted(last - blocks + 1, last);
  }

  private void kill(Point point, Instant now) throws Exception {
    Supplier<Running> start = () -> site.program().start("run", "chain", "--now", now.toString());
    Ending ending = point.kill().get().strike(start);
    assertThat(ending.code()).as("%s: %s", point.name(), ending).isEqualTo(Ending.KILLED);
    killed++;
  }

  private void assertHistoryIsWhole() throws Exception {
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
    long news = site.phone.messages().stream().filter(one -> one.priority() >= 0).count();
    long ringing = site.phone.messages().stream().filter(one -> one.receipt().isPresent()).count();
    System.out.printf(
        "%d runs killed at %d points; %d transitions, all told; %d messages of news (%d needed);"
            + " %d emergencies, %d cancelled%n",
        killed,
        rounds,
        4 * rounds,
        news,
        2 * rounds,
        ringing,
        site.phone.cancelled().stream().distinct().count());
  }
}
