package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.source.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands with which people look after an installation, on one whose table is stale. */
class OfficeTest {
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  private final Path folder;
  private final PushoverServer phone = new PushoverServer(TOKEN, USER);
  private final HealthchecksServer deadMan =
      new HealthchecksServer(
          new HealthchecksServer.Setup("ping-key", "api-key", 100_000, false),
          Clock.fixed(Ran.NOW, ZoneOffset.UTC));
  private final WatchedCheck check =
      deadMan.create("chain", Duration.ofHours(3), Duration.ofHours(9));

  OfficeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void install() throws Exception {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        state: state
        sources:
          ethereum: {type: duckdb, url: chain.duckdb}
        channels:
          phone: {type: pushover, token: "${secret:TOKEN}", user: "${secret:USER}", api: "%s"}
          deadman: {type: healthchecks, url: "${secret:PING_URL}"}
        jobs:
          chain:
            schedule: "7 */3 * * *"
            notify: [phone, deadman]
            checks:
              - {id: freshness, type: staleness, source: ethereum, table: blocks}
        """
            .formatted(phone.uri()));
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"))) {
      Databases.execute(
          writer,
          "CREATE TABLE blocks AS SELECT 1 AS number, TIMESTAMP '2026-11-20 23:00:00' AS timestamp");
    }
  }

  @AfterEach
  void close() {
    phone.close();
    deadMan.close();
  }

  private Ran gapwatch(String... arguments) {
    return Ran.gapwatch(
        folder,
        Map.of("TOKEN", TOKEN, "USER", USER, "PING_URL", deadMan.pingUrl(check).toString()),
        false,
        arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "report chain, 2",
    "report chain --since 12h, 2",
    "report nowhere, 2",
    "report chain --since soon, 64",
    "report chain --format pdf, 64",
    "incidents, 2",
    "incidents show, 64",
    "incidents silence blocks 2h, 64",
    "calibrate, 2",
    "backup backup.zip, 2",
    "restore nowhere.zip, 2",
  })
  void beforeTheFirstRunThereIsNothingToLookAt(String line, int code) {
    assertThat(gapwatch(line.split(" ", -1)).code()).isEqualTo(code);
    assertThat(folder.resolve("state/history.db")).doesNotExist();
  }

  @Test
  void aReportOfTheLastRunAndOfTheNight() {
    gapwatch("run", "chain");

    assertThat(gapwatch("report", "chain").out())
        .contains("❌ newest row is 1 h 0 min old", "❌ HEALTH CHECK FAILED");
    assertThat(gapwatch("report", "chain", "--since", "12h").out())
        .contains("❌ 1 run: 0 ok, 0 warning, 1 critical", "freshness ageSeconds 3,600");
    assertThat(gapwatch("report", "chain", "--format", "json").out())
        .isEqualTo(gapwatch("run", "chain", "--format", "json").out());
    Ran late = gapwatch("report", "chain", "--since", "1h", "--now", "2026-11-21T09:00:00Z");
    assertThat(late.code()).isEqualTo(2);
    assertThat(late.err()).contains("the last one began 2026-11-21 00:00 UTC");
  }

  @Test
  void anIncidentIsTakenOnAndEscalated() {
    gapwatch("run", "chain");
    String id = gapwatch("incidents").out().substring(0, 26);

    assertThat(gapwatch("incidents", "ack", id.substring(0, 20), "--by", "ann").out())
        .isEqualTo(id + " is taken on by ann" + System.lineSeparator());
    assertThat(gapwatch("incidents", "show", id).out())
        .contains("state:       open, taken by ann", "opened to phone: delivered");
    assertThat(gapwatch("incidents", "escalate", id).out())
        .startsWith("ESCALATION: chain monitoring")
        .contains("Component: staleness, check freshness of source ethereum");
    assertThat(gapwatch("incidents", "show", "ZZ").code()).isEqualTo(2);
    assertThat(gapwatch("incidents", "list", "--format", "json").out()).contains('"' + id + '"');
  }

  @Test
  void whatIsSilencedIsNotTold() {
    gapwatch("run", "chain");
    int told = phone.messages().size();
    String silence = gapwatch("incidents", "silence", "fresh*", "2h", "--comment", "upgrade").out();
    assertThat(silence).contains(" silences fresh* until 2026-11-21 02:00 UTC");
    assertThat(gapwatch("incidents", "silences").out()).contains(": upgrade", "1 silence");

    gapwatch("incidents", "unsilence", silence.substring(0, 26));

    assertThat(gapwatch("incidents", "silences").out()).startsWith("0 silences");
    assertThat(gapwatch("incidents", "unsilence", silence.substring(0, 26)).code()).isEqualTo(2);
    assertThat(phone.messages()).hasSize(told);
  }

  @Test
  void theDoctorFindsAWellInstallation() {
    gapwatch("run", "chain");

    Ran doctor = gapwatch("doctor");

    assertThat(doctor.out())
        .contains(
            "✅ state folder: only its owner can read it",
            "✅ secrets: TOKEN from the environment (30 characters)",
            "✅ source ethereum: DuckDB ",
            "✅ channel phone: silent test accepted",
            "✅ channel deadman: silent test accepted",
            "✅ last runs: chain began 0s ago and ended critical",
            "✅ outbox: nothing waits to be told",
            "✅ versions: SQLite 3.")
        .doesNotContain(TOKEN, USER);
    assertThat(phone.validations()).isEqualTo(1);
    assertThat(deadMan.pings(check)).last().extracting(Ping::signal).hasToString("LOG");
    // The stand-in's Date is this machine's real time; the story's clock stands still.
    assertThat(doctor.out()).contains("❌ clock: our clock is ");
  }

  @Test
  void theDoctorSendsAMessageOnlyWhenAsked() {
    gapwatch("doctor");
    assertThat(phone.messages()).isEmpty();

    gapwatch("doctor", "--send");
    assertThat(phone.messages())
        .extracting(PushoverServer.Arrived::title)
        .containsExactly("✅ GAPWATCH TEST");
  }

  @Test
  void theDoctorTellsWhatAVendorRefuses() {
    Ran doctor =
        Ran.gapwatch(
            folder,
            Map.of("TOKEN", TOKEN, "USER", "somebody-else", "PING_URL", "not an address"),
            false,
            "doctor");

    assertThat(doctor.code()).isEqualTo(2);
    assertThat(doctor.out())
        .contains(
            "❌ channel phone: silent test: Pushover refused it (400)",
            "❌ channel deadman: channel deadman: url is not an address");
  }

  @Test
  void offlineTheDoctorAsksNobody() {
    Ran doctor = gapwatch("doctor", "--offline");

    assertThat(doctor.code()).isZero();
    assertThat(doctor.out())
        .contains(
            "➖ channel phone: not asked: it needs the network (--offline)",
            "➖ clock: not asked",
            "✅ source ethereum: DuckDB ");
    assertThat(phone.requests()).isZero();
    assertThat(deadMan.pings(check)).isEmpty();
  }

  @Test
  void withoutAConfigurationTheDoctorSaysWhatItCan() {
    Ran doctor = gapwatch("doctor", "--config", "nowhere.yaml");

    assertThat(doctor.code()).isEqualTo(2);
    assertThat(doctor.out()).startsWith("❌ configuration: ").contains("✅ versions: DuckDB");
  }

  @Test
  void secretsInClearAreToldAndKeptOutOfBackups() throws Exception {
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(config, Files.readString(config).replace("${secret:TOKEN}", TOKEN));
    gapwatch("run", "chain");

    assertThat(gapwatch("doctor", "--offline").out())
        .contains("⚠️ secrets in the file: channels.phone.token is written in ");
    assertThat(gapwatch("backup", "backup.zip").out())
        .contains("left out: it holds secrets in clear (channels.phone.token)");
    assertNoSecretIn(folder.resolve("backup.zip"));
  }

  @Test
  void aBackupHoldsNoSecretAndComesBack() throws Exception {
    phone.failNext(3, Fault.REJECTION);
    gapwatch("run", "chain");

    assertThat(gapwatch("backup", "backup.zip").code()).isZero();
    assertNoSecretIn(folder.resolve("backup.zip"));
    assertThat(gapwatch("restore", "backup.zip").err()).contains("add --force");
    assertThat(gapwatch("restore", "backup.zip", "--state", "other").code()).isZero();
    assertThat(gapwatch("report", "chain", "--state", "other").out())
        .isEqualTo(gapwatch("report", "chain").out());
    assertThat(gapwatch("restore", "backup.zip", "--force").out()).contains("is kept in");
  }

  private void assertNoSecretIn(Path archive) throws Exception {
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    try (java.nio.file.FileSystem zip = java.nio.file.FileSystems.newFileSystem(archive);
        Stream<Path> files = Files.list(zip.getPath("/"))) {
      for (Path file : files.toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(TOKEN, USER, check.uuid().toString());
      }
    }
    Files.delete(unpacked);
  }

  @Test
  void whatCannotBeWrittenIsStillPinged() throws Exception {
    // What a full disk does to the history, without filling one: it cannot be written.
    Files.createDirectories(folder.resolve("state/history.db"));

    Ran run = gapwatch("run", "chain");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot write the history");
    assertThat(deadMan.pings(check)).last().extracting(Ping::signal).hasToString("FAIL");
    assertThat(deadMan.pings(check).get(deadMan.pings(check).size() - 1).body())
        .contains("Cannot write the history " + folder.resolve("state/history.db"));
  }

  @Test
  void aRunSweepsOldLogsAndKeepsTheStateToItself() throws Exception {
    gapwatch("run", "chain");
    Path logs = Files.createDirectory(folder.resolve("state/logs"));
    Path old = Files.writeString(logs.resolve("chain.1.log"), "");
    Path young = Files.writeString(logs.resolve("chain.log"), "");
    Files.setLastModifiedTime(
        old, java.nio.file.attribute.FileTime.from(Ran.NOW.minus(Duration.ofHours(49))));
    Files.setLastModifiedTime(
        young, java.nio.file.attribute.FileTime.from(Ran.NOW.minus(Duration.ofHours(1))));

    // A replay in the future is no reason to delete what is young.
    gapwatch("run", "chain", "--now", "2026-12-24T00:00:00Z");

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
        .isEqualTo("rwx------");
  }
}
