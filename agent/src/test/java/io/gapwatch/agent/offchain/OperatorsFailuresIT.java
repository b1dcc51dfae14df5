package io.gapwatch.agent.offchain;

import static io.gapwatch.agent.offchain.OperatorsMachine.HOUR;
import static io.gapwatch.agent.offchain.OperatorsMachine.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.offchain.OperatorsMachine.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What went wrong on the operators' machine, and what their monitors took for health, watched by
 * the configurations that ship. Each row has a database of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class OperatorsFailuresIT {
  private static final String NOBODY = "postgres://watcher@127.0.0.1:1/twzrd";

  private final Path folder;
  private final OperatorsMachine machine;

  OperatorsFailuresIT(@TempDir Path folder) throws IOException, SQLException, InterruptedException {
    this.folder = folder;
    this.machine = new OperatorsMachine(folder);
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          nothing is wrong                         | 50 | SELECT 1                                                                               | OK       | OK       |
          just after the hour                      | 61 | SELECT 1                                                                               | OK       | OK       |
          the epoch that has not ended             | 21 | SELECT 1                                                                               | OK       | OK       |
          no epoch was ever sealed                 | 50 | TRUNCATE sealed_epochs                                                                 | OK       | UNKNOWN  | table sealed_epochs is empty
          the question of who took part fails      | 50 | ALTER TABLE sealed_participants RENAME TO gone                                         | OK       | UNKNOWN  | sealed_participants
          an old epoch is sealed anew in a stall   | 50 | DELETE FROM sealed_epochs WHERE epoch >= HOUR - 14400; UPDATE sealed_epochs SET sealed_at = HOUR + 2900 WHERE epoch < HOUR - 72000 | OK | CRITICAL | 3 epochs should follow
          one group stalls, the other does not     | 50 | DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch >= HOUR - 14400         | OK       | CRITICAL | newest epoch of milo
          the column of the groups is gone         | 50 | ALTER TABLE sealed_epochs DROP COLUMN token_group CASCADE                              | OK       | UNKNOWN  | token_group
          a migration calls all of them milo       | 50 | DELETE FROM sealed_epochs WHERE token_group = 'CLS'; UPDATE sealed_epochs SET token_group = 'milo' | OK | CRITICAL | no seal at all of cls
          another writes the groups in lower case  | 50 | UPDATE sealed_epochs SET token_group = lower(token_group)                              | OK       | OK       |
          collection is down, sealing goes on      | 50 | DELETE FROM channel_participation WHERE epoch >= HOUR - 3600                           | CRITICAL | OK       |
          an old copy of the database              | 50 | DELETE FROM sealed_epochs WHERE epoch > HOUR - 108000; DELETE FROM channel_participation WHERE epoch > HOUR - 108000 | CRITICAL | CRITICAL | 28 epochs should follow
          who took part was lost                   | 50 | DELETE FROM sealed_participants                                                        | OK       | CRITICAL | without participants
          nothing is published                     | 50 | UPDATE sealed_epochs SET published = 0                                                 | OK       | OK       |
          """)
  void whatTheyTookForHealth(
      String failure, int minutes, String damage, Status events, Status sealing, String told)
      throws IOException, SQLException {
    List<CheckResult> checks =
        offchain(machine.database(damage)).run("offchain", HOUR.plus(Duration.ofMinutes(minutes)));

    assertThat(of(checks, "events").status()).as("%s", checks).isEqualTo(events);
    CheckResult seals = of(checks, "sealing");
    assertThat(worst(seals)).as("%s", seals).isEqualTo(sealing);
    if (told != null && sealing != Status.OK) {
      assertThat(seals.summary() + texts(seals)).contains(told);
    }
    assertNothingIsToBeDestroyed(checks);
  }

  /** What their scripts took for zero, for normal, or did not ask. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          who took part has no name              | offchain            | DELETE FROM user_mapping WHERE user_hash < '8'              | mapping    | WARNING | user_mapping
          all have a name                        | offchain            | SELECT 1                                                    | mapping    | OK      |
          one group is ahead, the other has no names | offchain        | DELETE FROM sealed_participants WHERE token_group = 'MILO' AND epoch = HOUR - 3600; DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = HOUR - 3600; DELETE FROM user_mapping WHERE user_hash IN (SELECT user_hash FROM sealed_participants WHERE token_group = 'MILO') | mapping | WARNING | user_mapping
          an epoch of the future, and no names   | offchain            | DELETE FROM user_mapping WHERE user_hash < '8'; INSERT INTO sealed_epochs VALUES (2763205200, 'lacy', 'x', HOUR, 0, 'MILO'); INSERT INTO sealed_participants VALUES (2763205200, 'lacy', 1, 'ffff', 'x', 'MILO'); INSERT INTO user_mapping VALUES ('ffff', 'a name', 1) | mapping | WARNING | user_mapping
          the newest epoch of a group is empty   | offchain            | DELETE FROM sealed_participants WHERE token_group = 'CLS' AND epoch = HOUR - 3600 | mapping | UNKNOWN | NULL
          the names cannot be asked for          | offchain            | DROP TABLE user_mapping                                     | mapping    | UNKNOWN | user_mapping
          the growth cannot be asked for         | overnight           | ALTER TABLE user_signals RENAME TO gone                     | signals    | UNKNOWN | user_signals
          the sealing cannot be asked for        | overnight           | ALTER TABLE sealed_epochs RENAME TO gone                    | sealing    | UNKNOWN | sealed_epochs
          one group stalls                       | overnight           | DELETE FROM sealed_epochs WHERE token_group = 'CLS' AND epoch >= HOUR - 18000 | sealing | CRITICAL | newest epoch of cls
          a clean night                          | overnight           | SELECT 1                                                    | sealing    | OK      |
          a table of a mixed-case name lacks a key | operations database | CREATE TABLE "Orders" (a INT)                             | keys       | WARNING | "Orders"
          all tables have a key                  | operations database | SELECT 1                                                    | keys       | OK      |
          there is no table, so all sums are NULL | operations database | DROP SCHEMA public CASCADE; CREATE SCHEMA public           | dead-rows  | UNKNOWN | has no tables
          the only connection is its own         | operations database | SELECT 1                                                    | connections | OK     |
          """)
  void whatTheirScriptsTookForZero(
      String failure, String job, String damage, String id, Status status, String told)
      throws IOException, SQLException {
    String[] words = job.split(" ", -1);
    Site site = machine.site(words[0], machine.database(damage), text -> text);

    List<CheckResult> checks = site.run(words[words.length - 1], NOW);

    CheckResult check = of(checks, id);
    assertThat(worst(check)).as("%s", check).isEqualTo(status);
    if (told != null) {
      assertThat(check.summary() + texts(check)).contains(told);
    }
    assertNothingIsToBeDestroyed(checks);
  }

  /** The list of a real PM2, of this run and of one half an hour before, but for these changes. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          all is well                             | offchain          |                                              |                                                 | OK       |
          one of three is down                    | offchain          |                                              | cls-worker-1.pm2_env.status="stopped"           | WARNING  | cls-worker-1 is stopped
          all three are down                      | offchain          |                                              | cls-worker-1.pm2_env.status="errored"; twzrd-aggregator.pm2_env.status="stopped"; tree-builder-worker.pm2_env.status="stopped" | CRITICAL | all 3 processes are offline
          pm2 prints no list                      | offchain          |                                              | silence                                         | UNKNOWN  | pm2 jlist printed no list
          one was renamed                         | offchain          |                                              | twzrd-aggregator.name="cls-aggregator"          | WARNING  | was it renamed?
          567 restarts in four days, none now     | offchain          | twzrd-aggregator.pm2_env.restart_time=567    | twzrd-aggregator.pm2_env.restart_time=567       | OK       |
          a crash loop of 25 in half an hour      | offchain          | twzrd-aggregator.pm2_env.restart_time=567    | twzrd-aggregator.pm2_env.restart_time=592       | CRITICAL | grep -i error
          8 restarts in half an hour              | offchain          | twzrd-aggregator.pm2_env.restart_time=2      | twzrd-aggregator.pm2_env.restart_time=10        | WARNING  | twzrd-aggregator was restarted
          counted anew by pm2 reset               | offchain          | twzrd-aggregator.pm2_env.restart_time=567    | twzrd-aggregator.pm2_env.restart_time=0         | OK       |
          it has just started, at 100 % of a core | offchain          | twzrd-aggregator.monit.cpu=3                 | twzrd-aggregator.monit.cpu=100                  | OK       |
          at 100 % for half an hour               | offchain          | twzrd-aggregator.monit.cpu=100; twzrd-aggregator.pm2_env.pm_uptime=1700000000000 | twzrd-aggregator.monit.cpu=100; twzrd-aggregator.pm2_env.pm_uptime=1700000000000 | CRITICAL | pm2 logs twzrd-aggregator
          3.5 GiB of memory                       | offchain          |                                              | twzrd-aggregator.monit.memory=3758096384        | WARNING  | pm2 describe twzrd-aggregator
          600 MB of memory                        | overnight         |                                              | gateway.monit.memory=600000000                  | WARNING  | pm2 describe gateway
          cls-discovery stands, as it should      | overnight         |                                              |                                                 | OK       |
          cls-discovery failed                    | overnight         |                                              | cls-discovery.pm2_env.status="errored"          | WARNING  | cls-discovery is errored
          pm2 prints no list in the night         | overnight         |                                              | silence                                         | UNKNOWN  | pm2 jlist printed no list
          a module beside the apps                | operations alerts | module pm2-logrotate                         | module pm2-logrotate                            | OK       |
          one real crash                          | operations alerts |                                              | gateway.pm2_env.restart_time=1                  | WARNING  | gateway was restarted
          """)
  void whatPm2Tells(
      String failure, String job, String before, String now, Status status, String told)
      throws IOException {
    String[] words = job.split(" ", -1);
    Site site = machine.siteWithPm2(words[0]);
    // The apps live now.
    Instant end = Clock.systemUTC().instant();
    Files.writeString(site.list(), machine.listing(Optional.ofNullable(before).orElse("")));
    site.run(words[words.length - 1], end.minus(Duration.ofMinutes(30)));
    Files.writeString(site.list(), machine.listing(Optional.ofNullable(now).orElse("")));

    List<CheckResult> checks = site.run(words[words.length - 1], end);

    CheckResult workers =
        checks.stream().filter(check -> check.source().equals("workers")).findFirst().orElseThrow();
    assertThat(worst(workers)).as("%s", workers).isEqualTo(status);
    if (told != null) {
      assertThat(texts(workers)).contains(told);
    }
  }

  /** In the crontab of another user, whose PM2 is empty, nothing crashed and all was well. */
  @Test
  void anotherUsersPm2IsNoHealth() throws IOException {
    CheckResult crashes =
        of(machine.site("operations", NOBODY, text -> text).run("alerts", NOW), "crashes");

    assertThat(crashes.status()).isEqualTo(Status.UNKNOWN);
    assertThat(texts(crashes)).contains("no PM2 daemon runs in", "name the home of the PM2");
  }

  /** Theirs sent three: unreachable, no events, no epoch in 277 hours. */
  @Test
  void aDatabaseThatIsDownIsOneMessage() throws IOException {
    List<CheckResult> checks = offchain(NOBODY).run("offchain", NOW);

    assertThat(of(checks, "database").status()).isEqualTo(Status.CRITICAL);
    assertThat(texts(of(checks, "database"))).contains("events, sealing, mapping");
    assertThat(List.of(of(checks, "events"), of(checks, "sealing"), of(checks, "mapping")))
        .allMatch(check -> check.skippedFor().equals(Optional.of("database")));
  }

  /** Theirs asked another database than the services wrote to, and every failure was a zero. */
  @Test
  void aDatabaseThatIsNotThereIsNamed() throws IOException {
    List<CheckResult> checks =
        machine
            .site("operations", machine.address("attention_oracle"), text -> text)
            .run("database", NOW);

    assertThat(texts(of(checks, "database"))).contains("attention_oracle");
    assertThat(checks).noneMatch(check -> check.status() == Status.OK);
  }

  /** Theirs threw, and tried again every five seconds without a word. */
  @ParameterizedTest
  @CsvSource({"'', UNKNOWN", "postgres://watcher@, CRITICAL"})
  void anAddressThatIsNoneIsTold(String url, Status status) throws IOException {
    assertThat(of(offchain(url).run("offchain", NOW), "database").status()).isEqualTo(status);
  }

  /** Theirs hung with it, and nobody watched the monitor. */
  @Test
  void aDatabaseThatHangsDoesNotHangTheRun() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<CheckResult> checks =
          machine
              .site(
                  "offchain",
                  "postgres://watcher@127.0.0.1:%d/twzrd".formatted(silent.getLocalPort()),
                  OperatorsFailuresIT::impatient)
              .run("offchain", NOW);

      assertThat(of(checks, "database").status()).isNotEqualTo(Status.OK);
      assertThat(texts(of(checks, "database"))).contains("timed out", "events, sealing, mapping");
    }
  }

  @Test
  void aTableThatIsLockedHidesNoOther() throws IOException, SQLException {
    String url = machine.database("SELECT 1");
    try (Connection other = machine.admin(url.substring(url.lastIndexOf('/') + 1));
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE sealed_epochs IN ACCESS EXCLUSIVE MODE");

      List<CheckResult> checks =
          machine.site("offchain", url, OperatorsFailuresIT::impatient).run("offchain", NOW);

      assertThat(of(checks, "sealing").status()).isEqualTo(Status.UNKNOWN);
      assertThat(texts(of(checks, "sealing"))).contains("sealed_epochs", "pg_stat_activity");
      assertThat(of(checks, "events").status()).isEqualTo(Status.OK);
    }
  }

  private static String impatient(String text) {
    return text.replace("source: ledger, dependsOn", "source: ledger, timeout: 2s, dependsOn")
        .replace("source: ledger, warning", "source: ledger, timeout: 2s, warning")
        .replace("        source: ledger\n", "        source: ledger\n        timeout: 2s\n");
  }

  /** Theirs sent it anew at every run, and never that it was over. */
  @Test
  void aFailureIsToldOnceAndThatItIsOver() throws IOException, SQLException {
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    hook.start();
    try {
      String url =
          machine.database(
              "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch >= HOUR - 14400");
      Site site = machine.site("offchain", url, text -> onlySealing(text, hook.getAddress()));

      site.run("offchain", NOW);
      assertThat(told).singleElement().asString().contains("newest epoch of milo");
      site.run("offchain", NOW.plus(Duration.ofMinutes(4)));
      assertThat(told).hasSize(1);
      try (Connection admin = machine.admin(url.substring(url.lastIndexOf('/') + 1));
          Statement statement = admin.createStatement()) {
        statement.execute(
            """
            INSERT INTO sealed_epochs (epoch, channel, sealed_at, token_group)
              SELECT DISTINCT epoch, channel, epoch + 3720, token_group FROM channel_participation
              WHERE epoch < %d ON CONFLICT DO NOTHING\
            """
                .formatted(HOUR.getEpochSecond()));
      }
      site.run("offchain", NOW.plus(Duration.ofMinutes(8)));
      site.run("offchain", NOW.plus(Duration.ofMinutes(9)));
      assertThat(told).hasSize(2);
      assertThat(told.get(1)).contains("resolved");
    } finally {
      hook.stop(0);
    }
  }

  /** Nothing but the database, told to one program. */
  private static String onlySealing(String text, InetSocketAddress hook) {
    return text.replaceFirst(
            "phone: \\{type: pushover.*",
            "phone: {type: webhook, url: \"http://127.0.0.1:%d/\"}".formatted(hook.getPort()))
        .replaceFirst("  deadman: .*", "")
        .replaceFirst("notify: \\[phone, deadman]", "notify: [ phone ]")
        .replaceFirst("(?s)      # 1\\. Process health.*?(      # 2\\. Database)", "$1")
        .replaceFirst("(?s)      # 5\\. Resources.*", "")
        // This machine may be busy.
        .replace("warning: \">500ms\"", "warning: off, connectTime: off");
  }

  /**
   * The machine as its kernel would show it: swap full to the last page, a load of 8.99 on 8 cores
   * that whole numbers took for 8, a disk over its limit that nobody looked at.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          swap is full, the load is 12.5    | operations alerts | 1500 |    0 | 12.5 | 10 | CRITICAL swap: 100.0% of 8GiB swap used; CRITICAL load: load 1.56 per core
          swap is at 20.97 %, the load 8.99 | operations alerts | 1500 | 6474 | 8.99 | 10 | WARNING swap: 21.0% of 8GiB swap used; WARNING load: load 1.12 per core
          little memory, a full disk        | offchain          |  150 | 8192 | 3.10 | 95 | CRITICAL free memory: only 150MiB of memory free; CRITICAL DISK: 95.2% used
          the disk is at 85 %               | offchain          | 4700 | 8192 | 3.10 | 85 | WARNING DISK: 85.2% used; du -xh
          """)
  void whatTheKernelTells(
      String failure, String job, int available, int swap, String load, int full, String told)
      throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to show another /proc");
    String[] words = job.split(" ", -1);
    Path disk = Files.createTempDirectory(folder, "disk");
    Site site =
        machine.site(
            words[0], NOBODY, text -> text.replace("paths: [/]", "paths: [%s]".formatted(disk)));
    Path proc = Files.createDirectory(site.own().resolve("proc"));
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal: %d kB\nMemFree: 9 kB\nMemAvailable: %d kB\nSwapTotal: %d kB\nSwapFree: %d kB\n"
            .formatted(32_700_000, available * 1024, 8192 * 1024, swap * 1024));
    Files.writeString(proc.resolve("loadavg"), "9.99 9.99 %s 1/234 5678\n".formatted(load));
    StringBuilder stat = new StringBuilder("cpu  800 0 800 9000 0 0 0 0 0 0\n");
    for (int i = 0; i < 8; i++) {
      stat.append("cpu%d 100 0 100 1100 0 0 0 0 0 0\n".formatted(i));
    }
    Files.writeString(proc.resolve("stat"), stat);

    String printed = gapwatch(site, proc, disk, full, words[words.length - 1]);

    assertThat(printed).contains(told.replace("DISK", disk.toString()).split("; "));
  }

  /** A process of its own, to which these files are the kernel's, and with a disk of 1,000 KiB. */
  private static String gapwatch(Site site, Path proc, Path disk, int full, String job)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-euc",
                """
                proc=$1 disk=$2 full=$3; shift 3
                mount -t tmpfs -o size=1000k none "$disk"
                head -c "${full}0K" /dev/zero >"$disk/file"
                for each in meminfo loadavg stat; do mount --bind "$proc/$each" "/proc/$each"; done
                exec "$@"
                """,
                "sh",
                proc.toString(),
                disk.toString(),
                Integer.toString(full)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.gapwatch.agent.Gapwatch", "run", job));
    command.addAll(List.of("--config", site.own().resolve(site.name() + ".yaml").toString()));
    Process process =
        new ProcessBuilder(command)
            .directory(site.own().toFile())
            .redirectError(site.own().resolve("err").toFile())
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return printed + Files.readString(site.own().resolve("err"));
  }

  private Site offchain(String url) throws IOException {
    return machine.site("offchain", url, text -> text);
  }

  private static CheckResult of(List<CheckResult> checks, String id) {
    return checks.stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow();
  }

  /** A check that found something critical, and does not know the rest, is critical as well. */
  private static Status worst(CheckResult check) {
    return check.findings().stream()
            .anyMatch(finding -> Status.of(finding.severity()) == Status.CRITICAL)
        ? Status.CRITICAL
        : check.status();
  }

  /** They once deleted and relabelled what was well, and had to take it back. */
  private static void assertNothingIsToBeDestroyed(List<CheckResult> checks) {
    assertThat(checks)
        .allSatisfy(
            check -> assertThat(texts(check)).doesNotContain("DELETE ", "UPDATE ", "TRUNCATE"));
  }

  private static String texts(CheckResult check) {
    return check.findings().stream()
        .map(OperatorsFailuresIT::text)
        .collect(Collectors.joining("\n", "\n", ""));
  }

  private static String text(Finding finding) {
    return finding.subject() + ": " + finding.summary() + ": " + finding.remedy();
  }
}
