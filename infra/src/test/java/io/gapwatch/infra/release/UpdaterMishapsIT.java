package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.release.UpdatedMachine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The VM's updater, run for real against releases that are as bad as they come. */
class UpdaterMishapsIT extends MachineTest {
  @Test
  void aVanishedManifestLeavesTheOldRelease() throws Exception {
    String one = vm.on("one");
    vm.server().objects.remove("o/manifest.json");

    assertStays(one, "could not read the manifest");
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
    Files.writeString(
        two.resolve("bin/gapwatch"),
        "#!/bin/sh\n[ \"$1\" = doctor ] || [ -e %1$s/booted ] || kill -9 $PPID $(ps -o ppid= $PPID)\n[ \"$1\" = doctor ] || echo two >%1$s/crontab\n"
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
