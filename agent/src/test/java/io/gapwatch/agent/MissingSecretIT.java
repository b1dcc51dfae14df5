package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Ping.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that cannot be had cripples what needs it and nothing else, and the run exits 2. */
class MissingSecretIT {
  private final Site site;

  MissingSecretIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @BeforeEach
  void write() {
    site.chain.writeUntil(Site.NOW);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static Ending run(Program program) throws InterruptedException {
    Ending ending = program.run("run", "chain", "--now", Site.NOW.toString());
    assertThat(ending.code()).as(ending.out()).isEqualTo(2);
    assertThat(ending.out()).contains("✅ newest block is 1s old", "✅ 14,342 blocks, none missing");
    return ending;
  }

  @Test
  void ofThePhone() throws Exception {
    Ending run = run(site.program().without("PUSHOVER_TOKEN"));
    assertThat(run.out())
        .contains("❓ PUSHOVER_TOKEN: ", "❓ phone: secret PUSHOVER_TOKEN: ", "exit code 2");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
    assertThat(site.lastPing().body()).contains("phone: secret PUSHOVER_TOKEN: ");
  }

  @Test
  void ofTheSwitch() throws Exception {
    Ending run = run(site.program().with("HEALTHCHECKS_PING_URL", ""));
    assertThat(run.out()).contains("❓ deadman: secret HEALTHCHECKS_PING_URL: ");
    assertThat(site.phone.messages()).hasSize(1);
    assertThat(site.pings()).isEmpty();
  }

  @Test
  void asJson() throws Exception {
    Ending run =
        site.program()
            .without("PUSHOVER_USER")
            .run("run", "chain", "--now", Site.NOW.toString(), "--format", "json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("\"status\" : \"ok\"", "\"exitCode\" : 2");
  }

  @Test
  void ofASource() throws Exception {
    site.configure(
        "ledger: {type: postgres, url: \"${secret:DATABASE_URL}\"}",
        "- {id: rows, type: sql, source: ledger, query: \"SELECT 1\", critical: \">9\"}\n"
            + Site.CHECKS);
    Ending run = run(site.program());
    assertThat(run.out()).contains("❓ DATABASE_URL: ", "could not be checked: ");
    assertThat(site.lastMessage().message()).contains("DATABASE_URL");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
  }

  @Test
  void becauseTheFileIsTooOpen() throws Exception {
    Path file = site.folder.resolve("secrets.env");
    Files.writeString(file, "PUSHOVER_TOKEN=" + Site.TOKEN);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    site.configure("{from: file, path: secrets.env}", "", "10m", Site.CHECKS);
    Ending run = run(Program.in(site.folder));
    assertThat(run.out())
        .contains("❓ PUSHOVER_TOKEN: secrets file " + file + " is refused: group or others can");
    assertThat(run.out()).doesNotContain(Site.TOKEN);
  }
}
