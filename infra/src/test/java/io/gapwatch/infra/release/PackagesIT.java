package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.release.UpdatedMachine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The packages that a release lists, brought to a machine by the VM's real scripts. */
class PackagesIT extends MachineTest {
  @Test
  void aNewMachineGetsWhatItsFirstReleaseLists() throws Exception {
    vm.installed();
    vm.archive("cron", "curl", "openssl", "openjdk-17-jre-headless");
    String sha256 = vm.publish("one", "openjdk-17-jre-headless");

    Outcome outcome = vm.prepare();

    assertThat(outcome.output())
        .contains("installing cron curl openssl\n", "installing openjdk-17-jre-headless\n");
    assertThat(outcome.code()).isZero();
    assertThat(vm.running()).isEqualTo(sha256);
  }

  @Test
  void aReleaseThatListsOneMorePackageGetsItOnAMachineThatExists() throws Exception {
    String one = vm.publish("one", "stress-ng");
    vm.installed("cron", "curl", "openssl", "stress-ng");
    vm.update();
    vm.archive("jq");
    String two = vm.publish("two", "stress-ng", "jq");

    // The agent's user can install nothing, so its updater leaves that to root.
    Outcome waiting = vm.update();
    assertThat(waiting.output())
        .contains("release %s waits for packages: jq;".formatted(two.substring(0, 12)));
    assertThat(waiting.code()).isEqualTo(75);
    assertThat(vm.running()).isEqualTo(one);

    assertThat(vm.prepare().code()).isZero();

    assertThat(vm.running()).isEqualTo(two);
    assertThat(vm.aptCalls()).last().asString().endsWith(" install jq");
    assertThat(vm.home().resolve("candidate")).doesNotExist();
  }

  @Test
  void nothingMissingIsNoCallOfApt() throws Exception {
    vm.installed("cron", "curl", "openssl", "stress-ng");
    String sha256 = vm.publish("one", "# the burst", "stress-ng", "");
    assertThat(vm.prepare().code()).isZero();
    assertThat(vm.running()).isEqualTo(sha256);

    Outcome second = vm.prepare();

    assertThat(second.output()).isEmpty();
    assertThat(second.code()).isZero();
    assertThat(vm.aptCalls()).isEmpty();
  }

  @Test
  void aPackageThatCannotBeInstalledLeavesTheOldReleaseAndIsTriedAgainAfterAnHour()
      throws Exception {
    String one = vm.on("one");
    String two = vm.publish("two", "no-such-package");

    Outcome failed = vm.prepare();
    assertThat(failed.output())
        .contains(
            "release %s waits for packages: no-such-package; the current release stays in use"
                .formatted(two.substring(0, 12)),
            "could not install no-such-package (E: Unable to locate package no-such-package);"
                + " next try in an hour");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(vm.running()).isEqualTo(one);
    assertThat(vm.aptCalls()).isNotEmpty();

    assertThat(vm.prepare().code()).isEqualTo(1);
    assertThat(vm.aptCalls()).isEmpty();

    vm.archive("no-such-package");
    Files.setLastModifiedTime(
        folder.resolve("run/gapwatch-failures/no-such-package"),
        FileTime.from(Instant.now().minus(Duration.ofHours(1)).minusSeconds(90)));
    assertThat(vm.prepare().code()).isZero();
    assertThat(vm.running()).isEqualTo(two);
  }

  @Test
  void aFirstReleaseIsTakenUpWithoutAPackageThatCannotBeHad() throws Exception {
    String one = vm.publish("one", "no-such-package");

    Outcome outcome = vm.prepare();

    assertThat(outcome.output())
        .contains("could not install no-such-package", "now on release " + one.substring(0, 12));
    assertThat(outcome.code()).isZero();
  }

  @Test
  void anOperatorWaitsForNoHour() throws Exception {
    vm.on("one");
    String two = vm.publish("two", "jq");
    vm.prepare();
    vm.archive("jq");

    assertThat(vm.prepareNow().code()).isZero();

    assertThat(vm.running()).isEqualTo(two);
  }

  @Test
  void aReleaseThatIsPushedGetsItsPackagesToo() throws Exception {
    vm.on("one");
    vm.archive("jq");
    Path archive = folder.resolve("two.tar.gz");
    TarGz.write(vm.release("two", "jq"), archive);
    String two = Sha256.of(archive);

    Outcome pushed = vm.prepareNow(archive, two);

    assertThat(pushed.output()).contains("now on release " + two.substring(0, 12));
    assertThat(pushed.code()).isZero();
    assertThat(vm.running()).isEqualTo(two);
  }

  @Test
  void aFailureOfTheWaitingReleaseDoesNotKeepTheRunningOneFromWhatItLost() throws Exception {
    String one = vm.publish("one", "stress-ng");
    vm.installed("cron", "curl", "openssl", "stress-ng");
    vm.update();
    vm.publish("two", "no-such-package");
    vm.installed("cron", "curl", "openssl");
    vm.archive("stress-ng");

    vm.prepare();

    assertThat(vm.running()).isEqualTo(one);
    assertThat(folder.resolve("usr/local/sbin/dpkg-query.installed"))
        .content()
        .contains("stress-ng");
  }

  @Test
  void aReleaseThatIsTakenBackIsNoLongerWaitedFor() throws Exception {
    Path tree = vm.release("one");
    String one = vm.server().publish(tree);
    vm.update();
    vm.publish("two", "no-such-package");
    vm.prepare();
    vm.aptCalls();
    vm.server().publish(tree);

    Outcome outcome = vm.prepareNow();

    assertThat(outcome.output()).isEmpty();
    assertThat(vm.aptCalls()).isEmpty();
    assertThat(vm.running()).isEqualTo(one);
  }

  @Test
  void onlyNamesOfPackagesReachRootsCommandLine() throws Exception {
    String one = vm.on("one");
    String two = vm.publish("two", "cron-", "-oEvil::Option=1");

    Outcome refused = vm.update();
    assertThat(refused.output())
        .contains(
            "release %s lists \"cron-\", which is not a package name; the current release stays in use"
                .formatted(two.substring(0, 12)));

    // The agent's user can write where root looks.
    Path candidate = vm.home().resolve("releases/" + two);
    Files.createSymbolicLink(vm.home().resolve("candidate"), candidate);
    Files.delete(vm.home().resolve("current"));
    Files.createSymbolicLink(vm.home().resolve("current"), candidate);
    vm.prepareNow();
    assertThat(vm.aptCalls()).isEmpty();
    assertThat(vm.releases()).contains(one);
  }

  @Test
  void ofTwoAtOnceCronsStepsAsideAndTheOperatorsSaysSo() throws Exception {
    vm.publish("one");

    Outcome cron =
        vm.run(
            "exec 7>\"$GAPWATCH_ROOT\"/run/gapwatch-prepare.lock; flock 7; bash %s"
                .formatted(UpdatedMachine.PREPARE));
    Outcome operator =
        vm.run(
            "exec 7>\"$GAPWATCH_ROOT\"/run/gapwatch-prepare.lock; flock 7; bash %s --now"
                .formatted(UpdatedMachine.PREPARE));

    assertThat(cron.output()).isEmpty();
    assertThat(cron.code()).isZero();
    assertThat(operator.output()).contains("another one is running");
    assertThat(operator.code()).isEqualTo(1);
  }
}
