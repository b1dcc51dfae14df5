package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.stack.UserDataFixture;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The user data of the stack, run by real cloud-init on a new Debian machine, with real cron and
 * the real agent, whose release the packager makes for this machine's platform.
 */
class NewMachineIT {
  private static final Path AGENT = Path.of("../agent/target");

  /** What is not of this test's network is left out; the rest is as on the VM. */
  private static final String CONFIG =
      """
      version: 1
      state: /var/lib/gapwatch
      secrets: {from: oci-vault, vault: "${env:GAPWATCH_VAULT}"}
      sources:
        data: {type: duckdb, url: data.duckdb}
      jobs:
        chain:
          schedule: "* * * * *"
          checks:
            - {id: blocks, type: sql, source: data, query: SELECT count(*) FROM blocks, warning: ">10"}
      keepAlive: {schedule: "* * * * *", burst: 2m}
      """;

  private static final String DATABASE =
      """
      import java.sql.DriverManager;
      class Database {
        public static void main(String[] file) throws Exception {
          try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file[0]);
              var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE blocks AS SELECT 1 AS number");
          }
        }
      }
      """;

  private static final String LOOK =
      """
      cd /
      agent() { runuser -u gapwatch -- "$@"; }
      count() {
        agent python3 -c 'import sqlite3, sys
      print(sqlite3.connect("/var/lib/gapwatch/history.db").execute(sys.argv[1]).fetchone()[0])' "$1"
      }
      user_data=/var/lib/cloud/seed/nocloud/user-data
      cloud-init schema --config-file $user_data; echo "schema: $?"
      sed 's/^runcmd:/runcmd: 7\\nnot_runcmd:/' $user_data >/run/broken
      cloud-init schema --config-file /run/broken; echo "schema of a broken one: $?"

      echo "groups: $(id -Gn gapwatch)"
      agent sudo -n true 2>&1 | grep -o 'password is required'
      echo "jobs: $(crontab -u gapwatch -l)"
      agent gapwatch doctor --offline; echo "doctor: $?"
      agent gapwatch doctor --offline --candidate --config /etc/gapwatch/ethereum.yaml; echo "doctor of the guide: $?"

      before="$(find /opt/gapwatch | sort | md5sum)"
      /usr/local/sbin/gapwatch-prepare
      [ "$before" = "$(find /opt/gapwatch | sort | md5sum)" ] && echo "prepared twice: the same"
      rm -rf /opt/gapwatch /etc/gapwatch
      /usr/local/sbin/gapwatch-prepare
      [ -x /opt/gapwatch/current/bin/gapwatch ] && echo "prepared after a loss: whole"

      # At boot cron calls it, whose PATH is short.
      apt-get -qq -y purge stress-ng >/dev/null 2>&1; apt-get clean
      rm -rf /opt/gapwatch
      env -i PATH=/usr/bin:/bin /usr/local/sbin/gapwatch-prepare
      [ -x /opt/gapwatch/current/bin/gapwatch ] && echo "prepared by cron: whole"
      grep -o 'cannot install stress-ng; it is tried again' /var/lib/gapwatch/logs/machine.log
      grep 'not found in PATH' /var/lib/gapwatch/logs/machine.log

      # What the agent's user lays in the way of root must not lead root astray.
      agent mv /var/lib/gapwatch/logs/machine.log /var/lib/gapwatch/logs/machine-before.log
      agent ln -s /etc/shadow /var/lib/gapwatch/logs/machine.log
      agent mv /var/lib/gapwatch/logs /var/lib/gapwatch/kept
      agent ln -s /etc /var/lib/gapwatch/logs
      /usr/local/sbin/gapwatch-prepare
      agent rm /var/lib/gapwatch/logs
      agent mv /var/lib/gapwatch/kept /var/lib/gapwatch/logs
      /usr/local/sbin/gapwatch-prepare
      agent rm /var/lib/gapwatch/logs/machine.log
      echo "owners: $(stat -c %U /etc /etc/shadow | xargs)"; grep -c gapwatch-prepare /etc/shadow

      agent gapwatch run chain; echo "run: $?"
      for second in $(seq 100); do
        [ "$(count 'SELECT count(*) FROM usage')" -gt 1 ] && grep -q . /var/lib/gapwatch/logs/chain-*.log && break
        sleep 1
      done
      ls -l /opt/gapwatch/current/*.jsa
      echo "runs: $(count 'SELECT count(*) FROM run')"
      echo "samples: $(count 'SELECT count(*) FROM usage')"
      agent gapwatch report chain
      tail -n 100 /var/lib/gapwatch/logs/*.log
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void cloudInitLeavesAWorkingAgentWithItsJobs() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && isOnPath("debootstrap"),
        "needs root and Debian's debootstrap");
    assumeTrue(Files.exists(AGENT.resolve("gapwatch.jar")), "the agent is not packaged");
    Path www = Files.createDirectories(folder.resolve("www"));
    publish(www);
    Path userData = Files.writeString(folder.resolve("user-data"), UserDataFixture.text());
    Path look = Files.writeString(folder.resolve("look"), LOOK);

    String output = run("tools/vm/boot", userData.toString(), www.toString(), look.toString());

    assertThat(output)
        .contains("\nschema: 0\n", "\nschema of a broken one: 1\n")
        .contains("groups: gapwatch\n")
        .contains("password is required")
        .containsPattern("jobs: # BEGIN gapwatch[^\n]*\n# chain: \\* \\* \\* \\* \\* UTC\n")
        .containsPattern("current/bin/gapwatch run chain --config /etc/gapwatch/gapwatch.yaml")
        .containsPattern("current/bin/gapwatch keep-alive --config /etc/gapwatch/gapwatch.yaml")
        .contains("\ndoctor: 0\n", "\ndoctor of the guide: 0\n")
        .containsPattern("release: [0-9a-f]{64} in /opt/gapwatch/current")
        .contains("prepared twice: the same")
        .contains("prepared after a loss: whole")
        .contains("prepared by cron: whole\ncannot install stress-ng; it is tried again\n")
        .doesNotContain("not found in PATH")
        .contains("owners: root root\n0\n")
        .contains("gapwatch-update: runs release ")
        .contains("\nrun: 0\n")
        .containsPattern("gapwatch [0-9]{8} .*/opt/gapwatch/current/gapwatch-.*\\.jsa\n")
        .containsPattern("\nruns: [1-9]")
        .containsPattern("\nsamples: [1-9]\\d*\n")
        .containsPattern("logs/chain-[0-9-]+\\.log")
        .containsPattern("burst of 2 min, all cores at 35 %");
  }

  private void publish(Path www) throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(config.resolve("machine.yaml"), CONFIG);
    Files.copy(Path.of("../config/ethereum.yaml"), config.resolve("ethereum.yaml"));
    Path program = Files.writeString(folder.resolve("Database.java"), DATABASE);
    String database = config.resolve("data.duckdb").toString();
    run("java", "-cp", AGENT.resolve("lib") + "/*", program.toString(), database);
    Path archive = folder.resolve("release.tar.gz");
    new Packager(AGENT, config.resolve("machine.yaml"), platform()).pack(archive);
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

  private static Platform platform() {
    return System.getProperty("os.arch").equals("aarch64")
        ? Platform.LINUX_ARM64
        : Platform.LINUX_X86_64;
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
