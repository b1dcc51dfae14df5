package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.release.UpdatedMachine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The VM's updater, run for real: releases come, are pushed, and are tried again. */
class UpdaterIT extends MachineTest {
  @Test
  void aNewMachineInstallsTheReleaseItsJobsAndItsVault() throws Exception {
    String sha256 = vm.publish("one");

    assertThat(vm.update().code()).isZero();

    assertThat(vm.running()).isEqualTo(sha256);
    assertThat(vm.home().resolve("vault")).hasContent("ocid1.vault.oc1..1\n");
    assertThat(vm.home().resolve("crontab")).hasContent("one\n");
    assertThat(vm.home().resolve("current/manifest.json")).content().contains(sha256);
  }

  @Test
  void theCurrentAddressAndVaultReplaceThoseOfTheCreation() throws Exception {
    String sha256 = vm.publish("one");
    vm.server()
        .metadata(
            vm.server().address() + "/expired/manifest.json",
            """
            {"gapwatch_current_manifest" : "%s/o/manifest.json",
             "gapwatch_current_vault" : "ocid1.vault.oc1..2"}
            """
                .formatted(vm.server().address()));

    assertThat(vm.update().code()).isZero();

    assertThat(vm.running()).isEqualTo(sha256);
    assertThat(vm.home().resolve("vault")).hasContent("ocid1.vault.oc1..2\n");
  }

  @Test
  void theDoctorLooksAtTheConfigurationOfTheNewRelease() throws Exception {
    Path tree = vm.release("one");
    Files.createDirectories(tree.resolve("config"));
    Files.writeString(tree.resolve("config/gapwatch.yaml"), "version: 1\n");
    Files.writeString(tree.resolve("bin/gapwatch"), "#!/bin/sh\necho asked: \"$@\"\n");
    String sha256 = vm.server().publish(tree);

    assertThat(vm.update().output())
        .contains(
            "asked: doctor --offline --candidate --config " + vm.home() + "/releases/" + sha256);
  }

  @Test
  void anUnchangedManifestChangesNothing() throws Exception {
    vm.on("one");
    Files.delete(vm.home().resolve("crontab"));

    Outcome second = vm.update();

    assertThat(second.code()).isZero();
    assertThat(second.output()).isEmpty();
    assertThat(vm.home().resolve("crontab")).doesNotExist();
  }

  @Test
  void aNewReleaseTakesOverAndTheOneBeforeStaysAsTheWayBack() throws Exception {
    vm.on("one");
    String two = vm.on("two");
    String three = vm.publish("three");

    assertThat(vm.update().output()).contains("now on release " + three.substring(0, 12));

    assertThat(vm.running()).isEqualTo(three);
    assertThat(vm.releases()).containsExactlyInAnyOrder(two, three);
    assertThat(vm.home().resolve("crontab")).hasContent("three\n");
  }

  @Test
  void aRejectionIsForADayBecauseADoctorCanBeWrongForAMoment() throws Exception {
    vm.on("one");
    String two = vm.publish("two");
    Path rejected = Files.createFile(vm.home().resolve("releases/" + two + ".rejected"));
    assertThat(vm.update().output()).contains("was tried and rejected");

    Files.setLastModifiedTime(
        rejected, FileTime.from(Instant.now().minus(Duration.ofDays(1)).minusSeconds(90)));

    assertThat(vm.update().code()).isZero();
    assertThat(vm.running()).isEqualTo(two);
  }

  @Test
  void aMachineWithoutAReleaseTriesItsFirstAgainAtOnce() throws Exception {
    Path first = vm.release("one");
    String healthy = Files.readString(first.resolve("bin/gapwatch"));
    Files.writeString(first.resolve("bin/gapwatch"), "#!/bin/sh\nexit 2\n");
    String sha256 = vm.server().publish(first);
    assertThat(vm.update().code()).isEqualTo(1);

    Files.writeString(vm.home().resolve("releases/" + sha256 + "/bin/gapwatch"), healthy);

    assertThat(vm.update().code()).isZero();
    assertThat(vm.running()).isEqualTo(sha256);
  }

  @Test
  void aPushIsTriedAlsoAfterARejection() throws Exception {
    vm.on("one");
    Path archive = vm.folder().resolve("two.tar.gz");
    TarGz.write(vm.release("two"), archive);
    String sha256 = Sha256.of(archive);
    Files.createFile(vm.home().resolve("releases/" + sha256 + ".rejected"));

    assertThat(vm.push(archive, sha256).code()).isZero();

    assertThat(vm.running()).isEqualTo(sha256);
  }

  @Test
  void ofTwoUpdatersAtOnceOneSteps() throws Exception {
    Path slow = vm.release("one");
    Files.writeString(
        slow.resolve("bin/gapwatch"),
        """
        #!/bin/sh
        [ "$1" = doctor ] && { touch "%1$s/asked"; while [ ! -e "%1$s/go" ]; do sleep 0.05; done; }
        exit 0
        """
            .formatted(vm.home()));
    String sha256 = vm.server().publish(slow);
    Process first =
        vm.start("exec bash " + UpdatedMachine.UPDATER, vm.folder().resolve("first.log"));
    while (!Files.exists(vm.home().resolve("asked"))) {
      assertThat(first.waitFor(10, TimeUnit.MILLISECONDS)).as("ended without asking").isFalse();
    }

    Outcome second = vm.update();
    Files.createFile(vm.home().resolve("go"));

    assertThat(second.output()).contains("another update is running");
    assertThat(second.code()).isZero();
    assertThat(first.waitFor()).isZero();
    assertThat(vm.running()).isEqualTo(sha256);
  }

  @Test
  void aPushedReleaseRunsUntilTheManifestNamesAnother() throws Exception {
    vm.on("one");
    Path two = vm.release("two");
    Path archive = vm.folder().resolve("two.tar.gz");
    TarGz.write(two, archive);
    String sha256 = Sha256.of(archive);

    assertThat(vm.push(archive, sha256).output())
        .contains("now on release " + sha256.substring(0, 12));
    assertThat(vm.running()).isEqualTo(sha256);
    assertThat(vm.push(archive, sha256).output()).contains("already on release");

    assertThat(vm.update().output()).isEmpty();
    assertThat(vm.running()).isEqualTo(sha256);

    String three = vm.on("three");
    assertThat(vm.running()).isEqualTo(three);
  }
}
