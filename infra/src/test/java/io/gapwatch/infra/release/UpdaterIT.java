package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The VM's updater, run for real against releases that are as bad as they come. */
class UpdaterIT {
  private static final String UPDATER = "src/main/resources/vm/gapwatch-update";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private ReleaseServer server;

  private Path home = Path.of("");

  @BeforeEach
  void serve() throws IOException {
    server = new ReleaseServer();
    home = Files.createDirectories(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNewMachineInstallsTheReleaseItsJobsAndItsVault() throws Exception {
    String sha256 = server.publish(release("one"));

    assertThat(update().code).isZero();

    assertThat(running()).isEqualTo(sha256);
    assertThat(home.resolve("vault")).hasContent("ocid1.vault.oc1..1\n");
    assertThat(home.resolve("crontab")).hasContent("one\n");
    assertThat(home.resolve("current/manifest.json")).content().contains(sha256);
  }

  @Test
  void theDoctorLooksAtTheConfigurationOfTheNewRelease() throws Exception {
    Path tree = release("one");
    Files.createDirectories(tree.resolve("config"));
    Files.writeString(tree.resolve("config/gapwatch.yaml"), "version: 1\n");
    Files.writeString(tree.resolve("bin/gapwatch"), "#!/bin/sh\necho asked: \"$@\"\n");
    String sha256 = server.publish(tree);

    assertThat(update().output)
        .contains("asked: doctor --offline --candidate --config " + home + "/releases/" + sha256);
  }

  @Test
  void anUnchangedManifestChangesNothing() throws Exception {
    server.publish(release("one"));
    update();
    Files.delete(home.resolve("crontab"));

    Outcome second = update();

    assertThat(second.code).isZero();
    assertThat(second.output).isEmpty();
    assertThat(home.resolve("crontab")).doesNotExist();
  }

  @Test
  void aNewReleaseTakesOverAndTheOneBeforeStaysAsTheWayBack() throws Exception {
    server.publish(release("one"));
    update();
    String two = server.publish(release("two"));
    update();
    String three = server.publish(release("three"));

    assertThat(update().output).contains("runs release " + three.substring(0, 12));

    assertThat(running()).isEqualTo(three);
    assertThat(releases()).containsExactlyInAnyOrder(two, three);
    assertThat(home.resolve("crontab")).hasContent("three\n");
  }

  @Test
  void aVanishedManifestLeavesTheOldRelease() throws Exception {
    String one = server.publish(release("one"));
    update();
    server.objects.remove("o/manifest.json");

    assertStays(one, "the manifest cannot be read");
  }

  @Test
  void aManifestThatIsNoneLeavesTheOldRelease() throws Exception {
    String one = server.publish(release("one"));
    update();
    server.put("o/manifest.json", "<html>Service unavailable</html>");

    assertStays(one, "the manifest is not understood");
  }

  @Test
  void aWrongHashLeavesTheOldRelease() throws Exception {
    String one = server.publish(release("one"));
    update();
    String two = server.publish(release("two"));
    server.put(object(two), "something else");

    assertStays(one, "has another content than its name says");
    assertThat(releases()).containsExactly(one);
  }

  @Test
  void aTornDownloadLeavesTheOldReleaseAndIsTriedAgain() throws Exception {
    String one = server.publish(release("one"));
    update();
    String two = server.publish(release("two"));
    server.torn.put(object(two), true);

    assertStays(one, "cannot be fetched");

    server.torn.clear();
    assertThat(update().code).isZero();
    assertThat(running()).isEqualTo(two);
  }

  @Test
  void aFullDiskLeavesTheOldRelease() throws Exception {
    String one = server.publish(release("one"));
    update();
    Path big = release("two");
    byte[] noise = new byte[3_000_000];
    new Random(7).nextBytes(noise);
    Files.write(big.resolve("noise"), noise);
    server.publish(big);

    // Files beyond one MB cannot be written, as on a disk that is full.
    Outcome outcome = run("ulimit -f 1024; exec bash " + UPDATER);

    assertThat(outcome.output).contains("the release that runs stays");
    assertThat(outcome.code).isEqualTo(1);
    assertThat(running()).isEqualTo(one);
    assertThat(releases()).containsExactly(one);
  }

  @Test
  void aReleaseThatFailsItsDoctorIsRejectedOnce() throws Exception {
    String one = server.publish(release("one"));
    update();
    Path sick = release("two");
    Files.writeString(sick.resolve("bin/gapwatch"), "#!/bin/sh\necho sick\nexit 2\n");
    server.publish(sick);

    assertStays(one, "fails its own doctor");
    assertStays(one, "was tried and rejected");
  }

  @Test
  void aReleaseThatCannotInstallItsJobsIsRolledBack() throws Exception {
    String one = server.publish(release("one"));
    update();
    Path sick = release("two");
    Files.writeString(sick.resolve("bin/gapwatch"), "#!/bin/sh\n[ \"$1\" = doctor ]\n");
    server.publish(sick);

    assertStays(one, "cannot install its cron jobs");
  }

  @Test
  void aRejectionIsForADayBecauseADoctorCanBeWrongForAMoment() throws Exception {
    server.publish(release("one"));
    update();
    String two = server.publish(release("two"));
    Path rejected = Files.createFile(home.resolve("releases/" + two + ".rejected"));
    assertThat(update().output).contains("was tried and rejected");

    Files.setLastModifiedTime(
        rejected, FileTime.from(Instant.now().minus(Duration.ofDays(1)).minusSeconds(90)));

    assertThat(update().code).isZero();
    assertThat(running()).isEqualTo(two);
  }

  @Test
  void aMachineWithoutAReleaseTriesItsFirstAgainAtOnce() throws Exception {
    Path first = release("one");
    String healthy = Files.readString(first.resolve("bin/gapwatch"));
    Files.writeString(first.resolve("bin/gapwatch"), "#!/bin/sh\nexit 2\n");
    String sha256 = server.publish(first);
    assertThat(update().code).isEqualTo(1);

    Files.writeString(home.resolve("releases/" + sha256 + "/bin/gapwatch"), healthy);

    assertThat(update().code).isZero();
    assertThat(running()).isEqualTo(sha256);
  }

  @Test
  void aFirstReleaseThatCannotInstallItsJobsDoesNotPassForInstalled() throws Exception {
    Path first = release("one");
    String healthy = Files.readString(first.resolve("bin/gapwatch"));
    Files.writeString(first.resolve("bin/gapwatch"), "#!/bin/sh\n[ \"$1\" = doctor ]\n");
    String sha256 = server.publish(first);

    assertThat(update().output).contains("cannot install its cron jobs");
    assertThat(home.resolve("current")).doesNotExist();

    Files.writeString(home.resolve("releases/" + sha256 + "/bin/gapwatch"), healthy);
    assertThat(update().code).isZero();
    assertThat(home.resolve("crontab")).hasContent("one\n");
  }

  @Test
  void jobsThatARebootKeptFromTheCrontabAreInstalledAfterIt() throws Exception {
    String one = server.publish(release("one"));
    update();
    Path two = release("two");
    Files.writeString(
        two.resolve("bin/gapwatch"),
        "#!/bin/sh\n[ \"$1\" = doctor ] || [ -e %1$s/booted ] || kill -9 $PPID $(ps -o ppid= $PPID)\n[ \"$1\" = doctor ] || echo two >%1$s/crontab\n"
            .formatted(home));
    String sha256 = server.publish(two);
    assertThat(update().code).isEqualTo(137);
    Files.createFile(home.resolve("booted"));
    Files.writeString(home.resolve("crontab"), "one\n");

    assertThat(update().code).isZero();

    assertThat(running()).isEqualTo(sha256);
    assertThat(home.resolve("crontab")).hasContent("two\n");
    assertThat(releases()).containsExactlyInAnyOrder(one, sha256);
  }

  @Test
  void afterARebootTheReleaseBeforeIsStillTheWayBack() throws Exception {
    String one = server.publish(release("one"));
    update();
    Path sick = release("two");
    Files.writeString(sick.resolve("bin/gapwatch"), "#!/bin/sh\n[ \"$1\" = doctor ]\n");
    String two = server.publish(sick);
    update();
    Files.delete(home.resolve("releases/" + two + ".rejected"));
    for (int i = 0; i < 9; i++) {
      Files.createDirectory(home.resolve("releases/" + Integer.toString(i).repeat(64)));
    }
    Files.delete(home.resolve("current"));
    Files.createSymbolicLink(home.resolve("current"), Path.of("releases/" + two));

    assertStays(one, "cannot install its cron jobs");
  }

  @Test
  void aPushIsTriedAlsoAfterARejection() throws Exception {
    server.publish(release("one"));
    update();
    Path archive = folder.resolve("two.tar.gz");
    TarGz.write(release("two"), archive);
    String sha256 = Sha256.of(archive);
    Files.createFile(home.resolve("releases/" + sha256 + ".rejected"));

    assertThat(push(archive, sha256).code).isZero();

    assertThat(running()).isEqualTo(sha256);
  }

  @Test
  void ofTwoUpdatersAtOnceOneSteps() throws Exception {
    Path slow = release("one");
    Files.writeString(
        slow.resolve("bin/gapwatch"),
        """
        #!/bin/sh
        [ "$1" = doctor ] && { touch "%1$s/asked"; while [ ! -e "%1$s/go" ]; do sleep 0.05; done; }
        exit 0
        """
            .formatted(home));
    String sha256 = server.publish(slow);
    Process first = start("exec bash " + UPDATER, folder.resolve("first.log"));
    while (!Files.exists(home.resolve("asked")) && first.isAlive()) {
      Thread.onSpinWait();
    }

    Outcome second = update();
    Files.createFile(home.resolve("go"));

    assertThat(second.output).contains("another update is running");
    assertThat(second.code).isZero();
    assertThat(first.waitFor()).isZero();
    assertThat(running()).isEqualTo(sha256);
  }

  @Test
  void aPushedReleaseRunsUntilTheManifestNamesAnother() throws Exception {
    server.publish(release("one"));
    update();
    Path two = release("two");
    Path archive = folder.resolve("two.tar.gz");
    TarGz.write(two, archive);
    String sha256 = Sha256.of(archive);

    assertThat(push(archive, sha256).output).contains("runs release " + sha256.substring(0, 12));
    assertThat(running()).isEqualTo(sha256);
    assertThat(push(archive, sha256).output).contains("already");

    assertThat(update().output).isEmpty();
    assertThat(running()).isEqualTo(sha256);

    String three = server.publish(release("three"));
    update();
    assertThat(running()).isEqualTo(three);
  }

  @Test
  void aTornPushLeavesTheOldRelease() throws Exception {
    String one = server.publish(release("one"));
    update();
    Path archive = Files.writeString(folder.resolve("torn.tar.gz"), "half");

    Outcome outcome = push(archive, "0".repeat(64));

    assertThat(outcome.output).contains("has another content than its name says");
    assertThat(outcome.code).isEqualTo(1);
    assertThat(running()).isEqualTo(one);
    assertThat(releases()).containsExactly(one);
  }

  private Outcome push(Path archive, String sha256) throws Exception {
    return run("exec bash %s %s <%s".formatted(UPDATER, sha256, archive));
  }

  private void assertStays(String sha256, String why) throws Exception {
    Outcome outcome = update();
    assertThat(outcome.output).contains(why, "the release that runs stays");
    assertThat(outcome.code).isEqualTo(1);
    assertThat(running()).isEqualTo(sha256);
    assertThat(home.resolve("current/bin/gapwatch")).isExecutable();
  }

  /** A release whose doctor is content and whose crontab is its name. */
  private Path release(String name) throws IOException {
    Path tree = folder.resolve(name);
    Files.createDirectories(tree.resolve("bin"));
    Files.writeString(
        tree.resolve("bin/gapwatch"),
        "#!/bin/sh\n[ \"$*\" = 'crontab install --yes' ] && echo %s >%s/crontab\nexit 0\n"
            .formatted(name, home));
    return tree;
  }

  private static String object(String sha256) {
    return "o/" + new ReleaseArchive("", sha256).objectName();
  }

  private String running() throws IOException {
    return Files.readSymbolicLink(home.resolve("current")).getFileName().toString();
  }

  private List<String> releases() throws IOException {
    try (Stream<Path> folders = Files.list(home.resolve("releases"))) {
      return folders.filter(Files::isDirectory).map(each -> each.getFileName().toString()).toList();
    }
  }

  private Outcome update() throws Exception {
    return run("exec bash " + UPDATER);
  }

  private Outcome run(String command) throws Exception {
    Path log = folder.resolve("update.log");
    int code = start(command, log).waitFor();
    return new Outcome(code, Files.readString(log));
  }

  private Process start(String command, Path log) throws IOException {
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", command);
    bash.environment().put("GAPWATCH_HOME", home.toString());
    bash.environment().put("GAPWATCH_METADATA", server.address() + "/opc");
    bash.environment().put("GAPWATCH_RETRIES", "0");
    return bash.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private record Outcome(int code, String output) {}
}
