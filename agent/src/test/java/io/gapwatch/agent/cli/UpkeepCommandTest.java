package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.lock.StateLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gapwatch upkeep}: what all actions have in common with the runs of jobs. */
class UpkeepCommandTest extends Installation {
  private final Path logs;

  UpkeepCommandTest(@TempDir Path folder) {
    super(folder);
    logs = folder.resolve("logs");
  }

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectory(logs);
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            + """
            upkeep:
              logs: {type: prune-logs, files: ["%s/*.log"], older: 48h, schedule: "0 0 * * *", spread: false, notify: [phone, deadman]}
              gone: {type: prune-logs, files: ["%s/gone/*.log"], schedule: "20 4 * * *", notify: [phone]}
            """
                .formatted(logs, folder));
  }

  /** The same at another time by the clock. */
  private Ran at(String time, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        GapwatchCommand.run(
            new Environment(
                Map.of("TOKEN", TOKEN, "USER", USER, "PING_URL", deadMan.pingUrl(check).toString()),
                Clock.fixed(Instant.parse(time), ZoneOffset.UTC),
                folder),
            false,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  private Path old(String name) throws IOException {
    Path file = Files.writeString(logs.resolve(name), "a line\n");
    return Files.setLastModifiedTime(file, FileTime.from(Ran.NOW.minus(Duration.ofHours(49))));
  }

  @Test
  void itIsDoneToldAndKeptInTheHistory() throws IOException {
    Path file = old("a.log");
    Ran ran = gapwatch("upkeep", "logs");

    assertThat(ran.code()).as("%s", ran).isZero();
    assertThat(ran.out()).contains("deleted 1 file older than 2d");
    assertThat(file).doesNotExist();
    assertThat(deadMan.pings(check)).last().extracting(Ping::signal).hasToString("SUCCESS");
    assertThat(gapwatch("report", "logs").out()).contains("deleted 1 file older than 2d");
  }

  @Test
  void dryRunStoresAndSendsNothing() throws IOException {
    Path file = old("a.log");
    Ran ran = gapwatch("upkeep", "logs", "--dry-run");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("would delete 1 file", file.toString());
    assertThat(file).exists();
    assertThat(folder.resolve("state/history.db")).doesNotExist();
    assertThat(deadMan.pings(check)).isEmpty();
    assertThat(phone.messages()).isEmpty();
  }

  @Test
  void aClockThatJumpsYearsAheadDeletesNothingYoung() throws IOException {
    Path file = Files.writeString(logs.resolve("young.log"), "a line\n");
    Files.setLastModifiedTime(file, FileTime.from(Ran.NOW.minus(Duration.ofHours(20))));
    Path old = old("old.log");
    gapwatch("run", "chain");

    Ran ran = at("2029-11-21T00:00:00Z", "upkeep", "logs");
    assertThat(ran.out()).as("%s", ran).contains("deleted 1 file ");
    assertThat(file).exists();
    assertThat(old).doesNotExist();

    at("2029-11-22T00:00:00Z", "run", "chain");
    assertThat(at("2029-11-22T01:00:00Z", "upkeep", "logs").out())
        .as("two days are lived through")
        .contains("deleted 1 file ");
  }

  @Test
  void oneDueTimeIsServedOnceByWhoeverCalls() throws IOException {
    assertThat(gapwatch("upkeep", "logs", "--scheduled").out()).contains("deleted 0 files");
    Path file = old("a.log");

    Ran again = at("2026-11-21T00:00:20Z", "upkeep", "logs", "--scheduled");
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("logs is not due at 2026-11-21T00:00:20Z");
    Ran late = at("2026-11-22T03:00:00Z", "upkeep", "logs", "--scheduled");
    assertThat(late.err()).contains("logs is not due");
    assertThat(file).exists();

    assertThat(gapwatch("upkeep", "logs").out()).as("by hand").contains("deleted 1 file");
  }

  @Test
  @SuppressWarnings("try") // The lock is held, not used.
  void anotherRunInProgressIsLeftAlone() throws Exception {
    Path file = old("a.log");
    try (StateLock held = StateLock.take(folder.resolve("state"), "logs").orElseThrow()) {
      Ran ran = gapwatch("upkeep", "logs");
      assertThat(ran.code()).isZero();
      assertThat(ran.err())
          .isEqualTo(
              "gapwatch: another run of logs is in progress, or has just ended; nothing to do\n");
    }
    assertThat(file).exists();
  }

  @Test
  void whatCannotBeDoneIsUnknownAndToldUntilItCan() throws IOException {
    Ran ran = gapwatch("upkeep", "gone");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(phone.messages()).hasSize(1);
    assertThat(phone.messages().get(0).message()).contains("could not look into");

    Files.createDirectory(folder.resolve("gone"));
    assertThat(at("2026-11-22T04:20:00Z", "upkeep", "gone").code()).isZero();
    assertThat(phone.messages()).as("one good run resolves it").hasSize(2);
  }

  @Test
  void withoutAHistoryNothingIsDone() throws IOException {
    Path file = old("a.log");
    Files.createDirectories(folder.resolve("state/history.db"));
    Ran ran = gapwatch("upkeep", "logs");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(file).exists();
    assertThat(deadMan.pings(check)).last().extracting(Ping::signal).hasToString("FAIL");
  }

  @Test
  void mistakesAreToldAtOnce() throws IOException {
    assertThat(gapwatch("upkeep").code()).isEqualTo(64);
    Ran replay = gapwatch("upkeep", "logs", "--now", "2027-11-21T00:00:00Z");
    assertThat(replay.code()).isEqualTo(64);
    assertThat(replay.err()).contains("use it with --dry-run");
    Ran unknown = gapwatch("upkeep", "vacuum");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("there is no upkeep vacuum; the configuration has logs, gone");

    assertThat(gapwatch("config", "check").out()).contains("2 upkeep actions");
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            + """
              chain: {type: prune-logs, files: ["/var/log/app/*.log"], schedule: "1 1 * * *"}
              vacuum: {type: vacuum, source: ethereum, schedule: "1 1 * * *", notify: [team]}
              restart: {type: restart, source: nowhere, schedule: "1 1 * * *", verify: {check: health}}
              stats: {type: vaccum, schedule: "1 1 * * *"}
            """);
    assertThat(gapwatch("config", "check").err())
        .contains("upkeep.chain: must have another name than a job")
        .contains("upkeep.vacuum.source: must be a source of type postgres; this one is duckdb")
        .contains("upkeep.vacuum.notify[0]: unknown channel")
        .contains("upkeep.restart.source: unknown source")
        .contains("upkeep.restart.verify.check: unknown check")
        .contains("upkeep.stats.type");
  }

  @Test
  void theCrontabCallsItWhenItIsDue() {
    assertThat(gapwatch("crontab", "show", "--launcher", "/bin/true").out())
        .contains("# logs: 0 0 * * * UTC")
        .contains(" upkeep logs --scheduled --config ")
        .contains(" run chain --config ");
  }
}
