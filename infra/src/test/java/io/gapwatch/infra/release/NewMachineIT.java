package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.stack.UserDataFixture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The user data of the stack, run by real cloud-init on a new Debian machine, with real cron. The
 * agent there is a script, so that this test is about the machine alone.
 */
class NewMachineIT {
  private static final String AGENT =
      """
      #!/bin/sh
      release="$(dirname "$(dirname "$(readlink -f "$0")")")"
      case "$1" in
        doctor) java -version ;;
        crontab) echo "* * * * * /usr/local/bin/gapwatch run minutely >>/var/lib/gapwatch/logs/machine.log" | crontab - ;;
        run) echo "ran $2 as $(id -un), vault $(cat "$release/../../vault")" ;;
      esac
      """;

  private static final String LOOK =
      """
      cd /
      echo "groups: $(id -Gn gapwatch)"
      runuser -u gapwatch -- sudo -n true 2>&1 | grep -o 'password is required' || true
      echo "jobs: $(crontab -u gapwatch -l)"
      echo "config: $(cat /etc/gapwatch/gapwatch.yaml)"
      before="$(find /opt/gapwatch | sort | md5sum)"
      /usr/local/sbin/gapwatch-prepare
      [ "$before" = "$(find /opt/gapwatch | sort | md5sum)" ] && echo "prepared twice: the same"
      rm -rf /opt/gapwatch /etc/gapwatch
      /usr/local/sbin/gapwatch-prepare
      [ -x /opt/gapwatch/current/bin/gapwatch ] && echo "prepared after a loss: whole"
      for second in $(seq 90); do
        grep -q '^ran' /var/lib/gapwatch/logs/machine.log && break
        sleep 1
      done
      echo "log:"
      cat /var/lib/gapwatch/logs/machine.log
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void cloudInitLeavesAWorkingAgentWithItsJobs() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && isOnPath("debootstrap"),
        "needs root and Debian's debootstrap");
    Path www = Files.createDirectories(folder.resolve("www"));
    publish(www);
    Path userData = Files.writeString(folder.resolve("user-data"), UserDataFixture.text());
    Path look = Files.writeString(folder.resolve("look"), LOOK);

    String output = run("tools/vm/boot", userData.toString(), www.toString(), look.toString());

    assertThat(output)
        .contains("groups: gapwatch\n")
        .contains("password is required")
        .contains("jobs: * * * * * /usr/local/bin/gapwatch run minutely")
        .contains("config: version: 1\n")
        .contains("prepared twice: the same")
        .contains("prepared after a loss: whole")
        .contains("gapwatch-update: runs release ")
        .contains("ran minutely as gapwatch, vault ocid1.vault.oc1..1");
  }

  private void publish(Path www) throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("bin"));
    Files.createDirectories(tree.resolve("config"));
    Files.writeString(tree.resolve("bin/gapwatch"), AGENT);
    Files.copy(
        Path.of("src/main/resources/vm/gapwatch-update"), tree.resolve("bin/gapwatch-update"));
    Files.writeString(tree.resolve("config/gapwatch.yaml"), "version: 1\n");
    Path archive = folder.resolve("release.tar.gz");
    TarGz.write(tree, archive);
    ReleaseArchive release = new ReleaseArchive(archive.toString(), Sha256.of(archive));

    Path metadata = Files.createDirectories(www.resolve("opc/v2/instance/metadata"));
    Files.writeString(
        metadata.resolve("gapwatch_manifest"), "http://169.254.169.254/o/manifest.json");
    Files.writeString(metadata.resolve("gapwatch_vault"), "ocid1.vault.oc1..1");
    Path object = www.resolve("o").resolve(release.objectName());
    Files.createDirectories(object.getParent());
    Files.copy(archive, object);
    Files.writeString(www.resolve("o/manifest.json"), release.manifest());
  }

  private String run(String... command) throws Exception {
    Path log = folder.resolve("boot.log");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
    return Files.readString(log);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
