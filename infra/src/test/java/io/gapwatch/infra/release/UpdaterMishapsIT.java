package io.gapwatch.infra.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.release.UpdatedMachine.Outcome;
import io.gapwatch.infra.web.RudeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The VM's updater, run for real against releases that are as bad as they come. */
class UpdaterMishapsIT extends MachineTest {
  @Test
  void aVanishedManifestLeavesTheOldRelease() throws Exception {
    String one = vm.on("one");
    vm.server().objects.remove("o/manifest.json");

    assertStays(one, "could not read the manifest");
  }

  @ParameterizedTest
  @CsvSource({
    "never answers, 10, '', '', no whole answer within 10 s",
    "drips, 10, 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n', x, no whole answer within 10 s",
    "has no end, 120, 'HTTP/1.1 200 OK\r\n\r\n', LONG, the answer is longer than 65536 bytes"
  })
  void aManifestThatDoesNotEndLeavesTheOldRelease(
      String what, int seconds, String first, String then, String told) throws Exception {
    String one = vm.on("one");
    byte[] more = then.replace("LONG", "x".repeat(1 << 16)).getBytes(UTF_8);
    try (RudeServer server = new RudeServer((head, out) -> drip(out, first, more))) {
      vm.server().metadata("http://" + server.address() + "/o/manifest.json", "");

      Outcome outcome =
          vm.run("GAPWATCH_TIMEOUT=%d exec bash %s".formatted(seconds, UpdatedMachine.UPDATER));

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.output()).contains("could not read the manifest (" + told);
      assertThat(vm.running()).isEqualTo(one);
    }
  }

  private static void drip(OutputStream out, String first, byte[] then)
      throws IOException, InterruptedException {
    out.write(first.getBytes(UTF_8));
    while (true) {
      out.write(then);
      out.flush();
      Thread.sleep(20);
    }
  }

  @Test
  void anAddressThatHasEndedIsToldOnceADayByWhateverTakesAMessage() throws Exception {
    Path tree = vm.release("one");
    Files.createDirectories(tree.resolve("config"));
    Files.writeString(
        tree.resolve("config/gapwatch.yaml"),
        """
        version: 1
        channels:
          # people
          phone:
            type: pushover
          deadman: {type: healthchecks}
        jobs:
          chain: {}
        """);
    Files.writeString(
        tree.resolve("bin/gapwatch"),
        "#!/bin/sh\n[ \"$1\" = alert ] && echo \"$*\" >>%s/alerts\n[ \"$3\" != deadman ]\n"
            .formatted(vm.home()));
    String one = vm.server().publish(tree);
    vm.update();
    vm.server().objects.remove("o/manifest.json");
    assertStays(one, "could not read the manifest");
    assertThat(vm.home().resolve("alerts")).doesNotExist();

    Files.setLastModifiedTime(
        vm.home().resolve("unreadable"),
        FileTime.from(Instant.now().minus(Duration.ofDays(1)).minusSeconds(90)));
    assertStays(one, "could not read the manifest");
    assertStays(one, "could not read the manifest");

    assertThat(Files.readAllLines(vm.home().resolve("alerts")))
        .satisfiesExactly(
            phone ->
                assertThat(phone)
                    .startsWith("alert send phone --title Gapwatch cannot update --text No release")
                    .contains("404", "gapctl up makes a new one."),
            deadman -> assertThat(deadman).startsWith("alert send deadman "));
  }

  @Test
  void metadataWithoutAnAddressLeavesTheOldRelease() throws Exception {
    String one = vm.on("one");
    vm.server().put("opc/", "{}");

    assertStays(one, "the instance metadata has no manifest URL");
  }

  @Test
  void aManifestThatIsNoneLeavesTheOldRelease() throws Exception {
    String one = vm.on("one");
    vm.server().put("o/manifest.json", "<html>Service unavailable</html>");

    assertStays(one, "the manifest is malformed");
  }

  @Test
  void aWrongHashLeavesTheOldRelease() throws Exception {
    String one = vm.on("one");
    String two = vm.publish("two");
    vm.server().put(UpdatedMachine.object(two), "something else");

    assertStays(one, "does not match its SHA-256");
    assertThat(vm.releases()).containsExactly(one);
  }

  @Test
  void aTornDownloadLeavesTheOldReleaseAndIsTriedAgain() throws Exception {
    String one = vm.on("one");
    String two = vm.publish("two");
    vm.server().torn.put(UpdatedMachine.object(two), true);

    assertStays(one, "could not download release");

    vm.server().torn.clear();
    assertThat(vm.update().code()).isZero();
    assertThat(vm.running()).isEqualTo(two);
  }

  @Test
  void aFullDiskLeavesTheOldRelease() throws Exception {
    String one = vm.on("one");
    Path big = vm.release("two");
    byte[] noise = new byte[3_000_000];
    new Random(7).nextBytes(noise);
    Files.write(big.resolve("noise"), noise);
    vm.server().publish(big);

    // Files beyond one MB cannot be written, as on a disk that is full.
    Outcome outcome = vm.run("ulimit -f 1024; exec bash " + UpdatedMachine.UPDATER);

    assertThat(outcome.output()).contains("the current release stays in use");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(vm.running()).isEqualTo(one);
    assertThat(vm.releases()).containsExactly(one);
  }

  @Test
  void aReleaseThatFailsItsDoctorIsRejectedOnce() throws Exception {
    String one = vm.on("one");
    Path sick = vm.release("two");
    Files.writeString(sick.resolve("bin/gapwatch"), "#!/bin/sh\necho sick\nexit 2\n");
    vm.server().publish(sick);

    assertStays(one, "failed its doctor");
    assertStays(one, "was tried and rejected");
  }

  @Test
  void aReleaseThatCannotInstallItsJobsIsRolledBack() throws Exception {
    String one = vm.on("one");
    Path sick = vm.release("two");
    Files.writeString(sick.resolve("bin/gapwatch"), "#!/bin/sh\n[ \"$1\" = doctor ]\n");
    vm.server().publish(sick);

    assertStays(one, "could not install its cron jobs");
  }

  @Test
  void aFirstReleaseThatCannotInstallItsJobsDoesNotPassForInstalled() throws Exception {
    Path first = vm.release("one");
    String healthy = Files.readString(first.resolve("bin/gapwatch"));
    Files.writeString(first.resolve("bin/gapwatch"), "#!/bin/sh\n[ \"$1\" = doctor ]\n");
    String sha256 = vm.server().publish(first);

    assertThat(vm.update().output()).contains("could not install its cron jobs");
    assertThat(vm.home().resolve("current")).doesNotExist();

    Files.writeString(vm.home().resolve("releases/" + sha256 + "/bin/gapwatch"), healthy);
    assertThat(vm.update().code()).isZero();
    assertThat(vm.home().resolve("crontab")).hasContent("one\n");
  }

  @Test
  void jobsThatARebootKeptFromTheCrontabAreInstalledAfterIt() throws Exception {
    String one = vm.on("one");
    Path two = vm.release("two");
    // The updater dies before the timeout(1) that it waits for: it must not live to hear of that.
    Files.writeString(
        two.resolve("bin/gapwatch"),
        "#!/bin/sh\n[ \"$1\" = doctor ] || [ -e %1$s/booted ] || kill -9 $(ps -o ppid= $PPID) $PPID\n[ \"$1\" = doctor ] || echo two >%1$s/crontab\n"
            .formatted(vm.home()));
    String sha256 = vm.server().publish(two);
    assertThat(vm.update().code()).isEqualTo(137);
    Files.createFile(vm.home().resolve("booted"));
    Files.writeString(vm.home().resolve("crontab"), "one\n");

    assertThat(vm.update().code()).isZero();

    assertThat(vm.running()).isEqualTo(sha256);
    assertThat(vm.home().resolve("crontab")).hasContent("two\n");
    assertThat(vm.releases()).containsExactlyInAnyOrder(one, sha256);
  }

  @Test
  void afterARebootTheReleaseBeforeIsStillTheWayBack() throws Exception {
    String one = vm.on("one");
    Path sick = vm.release("two");
    Files.writeString(sick.resolve("bin/gapwatch"), "#!/bin/sh\n[ \"$1\" = doctor ]\n");
    String two = vm.server().publish(sick);
    vm.update();
    Files.delete(vm.home().resolve("releases/" + two + ".rejected"));
    for (int i = 0; i < 9; i++) {
      Files.createDirectory(vm.home().resolve("releases/" + Integer.toString(i).repeat(64)));
    }
    Files.delete(vm.home().resolve("current"));
    Files.createSymbolicLink(vm.home().resolve("current"), Path.of("releases/" + two));

    assertStays(one, "could not install its cron jobs");
  }

  @Test
  void aTornPushLeavesTheOldRelease() throws Exception {
    String one = vm.on("one");
    Path archive = Files.writeString(vm.folder().resolve("torn.tar.gz"), "half");

    Outcome outcome = vm.push(archive, "0".repeat(64));

    assertThat(outcome.output()).contains("does not match its SHA-256");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(vm.running()).isEqualTo(one);
    assertThat(vm.releases()).containsExactly(one);
  }

  private void assertStays(String sha256, String why) throws Exception {
    Outcome outcome = vm.update();
    assertThat(outcome.output()).contains(why, "the current release stays in use");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(vm.running()).isEqualTo(sha256);
    assertThat(vm.home().resolve("current/bin/gapwatch")).isExecutable();
  }
}
