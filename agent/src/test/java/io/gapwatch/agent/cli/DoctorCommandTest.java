package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.PushoverServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest extends Installation {
  DoctorCommandTest(@TempDir Path folder) {
    super(folder);
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
            "⚠️ last runs: chain began 0s ago and ended critical",
            "✅ outbox: empty",
            "✅ versions: SQLite 3.")
        .doesNotContain(TOKEN, USER);
    assertThat(phone.validations()).isEqualTo(1);
    assertThat(deadMan.pings(check)).last().extracting(Ping::signal).hasToString("LOG");
    // The stand-in's Date is this machine's real time; the story's clock stands still.
    assertThat(doctor.out()).contains("❌ clock: our clock is ");
  }

  /** That something is stale is what a check is for; that it cannot be asked is the doctor's. */
  @Test
  void eachCheckIsTried() throws Exception {
    assertThat(gapwatch("doctor").out())
        .contains("⚠️ checks: freshness (staleness): newest block is 1h old")
        .contains("→ it can be asked; gapwatch check freshness shows what it found");
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file).replace("table: blocks,", "table: blocks, timestamp: mined_at,"));
    Ran connect = gapwatch("config", "check", "--connect");
    assertThat(connect.code()).isEqualTo(2);
    assertThat(connect.out())
        .contains("✅ source ethereum: DuckDB ")
        .contains("❓ checks: freshness (staleness): ", "table blocks has no column mined_at");
    assertThat(gapwatch("config", "check").code()).isZero();
    assertThat(gapwatch("doctor", "--offline", "--candidate").out()).doesNotContain("checks:");
    assertThat(phone.messages()).isEmpty();
  }

  @Test
  void aPlanWithoutKeepAliveIsNoSuccess() {
    Ran plan = gapwatch("keep-alive", "--plan");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err()).contains("has no keepAlive section", "keepAlive: {}");
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
  void aReleaseThatIsNotInstalledYetIsNotJudgedByTheCrontabOfAnother() {
    assertThat(gapwatch("doctor", "--offline").out()).contains(" crontab: ", " missed runs: ");

    assertThat(gapwatch("doctor", "--offline", "--candidate").out())
        .contains("✅ history: ")
        .doesNotContain("crontab", "missed runs", "keep-alive");
  }

  @Test
  void offlineTheDoctorAsksNobody() {
    Ran doctor = gapwatch("doctor", "--offline");

    assertThat(doctor.code()).isZero();
    assertThat(doctor.out())
        .contains(
            "➖ channel phone: skipped: it needs the network (--offline)",
            "➖ clock: skipped",
            "✅ source ethereum: DuckDB ");
    assertThat(phone.requests()).isZero();
    assertThat(deadMan.pings(check)).isEmpty();
  }

  @Test
  void withoutAConfigurationTheDoctorSaysWhatItCan() {
    Ran doctor = gapwatch("doctor", "--config", "nowhere.yaml");

    assertThat(doctor.code()).isEqualTo(2);
    assertThat(doctor.out()).startsWith("❌ configuration: ").contains("✅ versions: SQLite");
  }
}
