package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.release.UpdatedMachine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody can do to a machine who can write its bucket, but has not the operator's key. */
class SignedReleasesIT extends MachineTest {
  @Test
  void aReleaseThatAnotherKeySignedIsNotTakenUp() throws Exception {
    String one = vm.on("one");
    Path archive = archive("evil");
    ReleaseArchive evil =
        vm.server().signed(archive, ReleaseKey.make(folder.resolve("their-key.pem")));
    bucket(evil);

    assertStays(one, "is not signed by the key in ");

    vm.server().put("o/manifest.json", evil.manifest().replaceAll("\"signature.*", "\"x\": 1}"));
    assertStays(one, "is not signed by the key in ");
  }

  @Test
  void aSignatureIsForOneArchiveAndOneTime() throws Exception {
    String one = vm.on("one");
    ReleaseArchive two =
        vm.server().signed(archive("two"), ReleaseKey.read(folder.resolve("release-key.pem")));
    String evil = Sha256.of(archive("evil"));

    vm.server().put("o/manifest.json", two.manifest().replace(two.sha256(), evil));
    assertStays(one, "is not signed by the key in ");

    vm.server()
        .put("o/manifest.json", two.manifest().replace("2026-01-01T00:00", "2036-01-01T00:00"));
    assertStays(one, "is not signed by the key in ");
  }

  @Test
  void aBucketThatWasSetBackBringsNoOlderRelease() throws Exception {
    vm.publish("one");
    byte[] before = vm.server().objects.get("o/manifest.json");
    vm.update();
    String two = vm.on("two");
    vm.server().objects.put("o/manifest.json", before);

    assertStays(two, "older than that of 2026-01-01T00:00:02Z");

    // The operator goes back by signing the old one again.
    vm.publish("one");
    assertThat(vm.update().code()).isZero();
  }

  @Test
  void aFirstReleaseNeedsASignatureToo() throws Exception {
    Path archive = archive("evil");
    bucket(vm.server().signed(archive, ReleaseKey.make(folder.resolve("their-key.pem"))));

    assertThat(vm.update().code()).isEqualTo(1);
    assertThat(vm.home().resolve("current")).doesNotExist();
  }

  @Test
  void aMachineWithoutAKeyTakesNothingAndSaysWhatBringsOne() throws Exception {
    vm.publish("one");
    Files.delete(folder.resolve("etc/gapwatch-release.pem"));

    Outcome outcome = vm.update();

    assertThat(outcome.output()).contains("there is no release key in ", "gapctl key --trust");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void aLostKeyIsReplacedByAnotherThatTheMachineIsTaughtToTrust() throws Exception {
    vm.on("one");
    ReleaseKey another = ReleaseKey.make(folder.resolve("another.pem"));
    ReleaseArchive two = vm.server().signed(archive("two"), another);
    bucket(two);

    vm.trusts(another);

    assertThat(vm.update().code()).isZero();
    assertThat(vm.running()).isEqualTo(two.sha256());
  }

  @Test
  void aPushIsSignedTooAndNeedsNoManifest() throws Exception {
    String one = vm.on("one");
    Path archive = archive("two");
    String two = Sha256.of(archive);
    vm.server().objects.remove("o/manifest.json");

    Outcome unsigned =
        vm.run("exec bash %s %s <%s".formatted(UpdatedMachine.UPDATER, two, archive));
    assertThat(unsigned.output()).contains("is not signed by the key in ");
    assertThat(vm.running()).isEqualTo(one);

    assertThat(vm.push(archive, two).code()).isZero();
    assertThat(vm.running()).isEqualTo(two);
  }

  private Path archive(String name) throws Exception {
    Path archive = folder.resolve(name + ".tar.gz");
    TarGz.write(vm.release(name), archive);
    return archive;
  }

  private void bucket(ReleaseArchive release) throws Exception {
    vm.server()
        .objects
        .put("o/" + release.objectName(), Files.readAllBytes(Path.of(release.path())));
    vm.server().put("o/manifest.json", release.manifest());
  }

  private void assertStays(String sha256, String why) throws Exception {
    List<String> before = vm.releases();
    Outcome outcome = vm.update();
    assertThat(outcome.output()).contains(why, "the current release stays in use");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(vm.running()).isEqualTo(sha256);
    assertThat(vm.releases()).isEqualTo(before);
  }
}
