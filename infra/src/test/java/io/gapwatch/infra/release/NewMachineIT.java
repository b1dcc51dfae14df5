package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.stack.UserDataFixture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The user data of the stack, run by real cloud-init on a new Debian machine, with real cron and
 * the real agent, whose release the packager makes for this machine's platform. The containers of
 * {@code stack true} come with it: the real Docker Compose reads them, no engine starts them.
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
      program=/opt/gapwatch/current/bin/gapwatch
      agent cp $program /tmp/gapwatch-kept
      agent sh -c "printf '#!/bin/sh\\nid -un\\n' >$program"
      echo "as root: $(gapwatch)"
      echo "as another: $(runuser -u daemon -- gapwatch 2>&1 | grep -o 'password is required' | tail -n 1)"
      agent cp /tmp/gapwatch-kept $program
      agent sudo -n true 2>&1 | grep -o 'password is required'
      echo "jobs: $(crontab -u gapwatch -l)"
      agent gapwatch doctor --offline; echo "doctor: $?"
      agent gapwatch doctor --offline --candidate --config /etc/gapwatch/ethereum.yaml; echo "doctor of the shipped configuration: $?"

      # The containers, by cloud-init's own run.
      stack=/opt/gapwatch-stack
      echo "docker: $(dpkg-query -W -f '${Package} ${db:Status-Status} ' docker.io docker-compose-v2)"
      grep -E 'docker compose (up|restart)' /run/docker.calls
      (cd $stack && docker compose config -q) && echo "compose.yaml: valid on the machine"
      rm /run/docker.calls
      stat -c '%U %a %n' $stack $stack/compose.yaml $stack/prometheus/prometheus.yml $stack/secrets $stack/secrets/*
      echo "first: $(wc -c <$stack/secrets/grafana-password) characters, $(cat $stack/secrets/slack-url | wc -c)"
      agent sh -c "echo >>$stack/compose.yaml" 2>&1 | grep -o 'Permission denied'
      agent test -r $stack/secrets/grafana-password || echo "the agent cannot read secrets of containers"
      password="$(cat $stack/secrets/grafana-password)"

      # Cron prepares the machine too, at boot and every ten minutes: not while this takes it apart.
      pkill -STOP -x cron
      while pgrep -f gapwatch-prepare >/dev/null; do sleep 1; done
      before="$(find /opt/gapwatch | sort | md5sum)"
      /usr/local/sbin/gapwatch-prepare
      [ "$before" = "$(find /opt/gapwatch | sort | md5sum)" ] && echo "prepared twice: the same"
      rm -rf /opt/gapwatch /etc/gapwatch
      /usr/local/sbin/gapwatch-prepare
      [ -x /opt/gapwatch/current/bin/gapwatch ] && echo "prepared after a loss: whole"
      [ -e /run/docker.calls ] || echo "the containers: not touched again"

      # A later release brings other files of the containers.
      GAPWATCH_METADATA=http://169.254.169.254/four/ /usr/local/sbin/gapwatch-prepare
      echo "prepared for four: $?, $(tail -n 1 $stack/prometheus/prometheus.yml)"
      grep -E 'docker compose (up|restart)' /run/docker.calls
      [ "$(cat $stack/secrets/grafana-password)" = "$password" ] && echo "the password stays"
      # One that Compose refuses does not stop what runs.
      rm /run/docker.calls
      GAPWATCH_METADATA=http://169.254.169.254/five/ /usr/local/sbin/gapwatch-prepare
      echo "prepared for five: $?"; grep -cE 'docker compose (up|restart|down)' /run/docker.calls

      # A later release brings a package to a machine that exists.
      printf '#!/bin/sh\necho "$*" >>/run/apt-calls\nexec /usr/bin/apt-get "$@"\n' >/usr/local/sbin/apt-get
      chmod +x /usr/local/sbin/apt-get
      export PATH=/usr/local/sbin:$PATH
      GAPWATCH_METADATA=http://169.254.169.254/two/ /usr/local/sbin/gapwatch-prepare
      echo "prepared for two: $?; gapwatch-extra is $(dpkg-query -W -f '${db:Status-Status}' gapwatch-extra)"
      two="$(readlink /opt/gapwatch/current)"
      rm /run/apt-calls
      GAPWATCH_METADATA=http://169.254.169.254/two/ /usr/local/sbin/gapwatch-prepare
      [ -e /run/apt-calls ] || echo "prepared for two again: apt-get was not called"
      GAPWATCH_METADATA=http://169.254.169.254/three/ /usr/local/sbin/gapwatch-prepare
      echo "prepared for three: $?"
      [ "$(readlink /opt/gapwatch/current)" = "$two" ] && agent gapwatch --version && echo "two stays"

      # At boot cron calls it, whose PATH is short.
      apt-get -qq -y purge unattended-upgrades >/dev/null 2>&1; apt-get clean
      rm -rf /opt/gapwatch
      env -i PATH=/usr/bin:/bin /usr/local/sbin/gapwatch-prepare
      [ -x /opt/gapwatch/current/bin/gapwatch ] && echo "prepared by cron: whole"
      grep -o 'could not install unattended-upgrades (E: .*next try in an hour' /var/lib/gapwatch/logs/machine.log
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

      pkill -CONT -x cron
      agent gapwatch run chain; echo "run: $?"
      for second in $(seq 600); do
        [ "$(count 'SELECT count(*) FROM usage')" -gt 1 ] && grep -q . /var/lib/gapwatch/logs/chain-*.log && break
        sleep 1
      done
      ls -l /opt/gapwatch/current/*.jsa
      echo "runs: $(count 'SELECT count(*) FROM run')"
      echo "samples: $(count 'SELECT count(*) FROM usage')"
      agent gapwatch report chain
      tail -n 100 /var/lib/gapwatch/logs/*.log
      """;

  private static final String UP = "docker compose up -d --wait --remove-orphans\n";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void cloudInitLeavesAWorkingAgentWithItsJobs() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && isOnPath("debootstrap"),
        "needs root and Debian's debootstrap");
    assumeTrue(Files.exists(AGENT.resolve("gapwatch.jar")), "the agent is not packaged");
    assumeTrue(isOnPath("docker-compose"), "needs infra/tools/compose/install on the PATH");
    Path www = Files.createDirectories(folder.resolve("www"));
    ReleaseKey key = ReleaseKey.make(folder.resolve("release-key.pem"));
    publish(www, key);
    Path userData =
        Files.writeString(folder.resolve("user-data"), UserDataFixture.text(key.publicKey()));
    Path look = Files.writeString(folder.resolve("look"), LOOK);

    String output = run("tools/vm/boot", userData.toString(), www.toString(), look.toString());

    assertThat(output)
        .contains("\nschema: 0\n", "\nschema of a broken one: 1\n")
        .contains("groups: gapwatch\n")
        .contains("\npassword is required\n")
        .contains("as root: gapwatch\n", "as another: password is required\n")
        .containsPattern(
            "jobs: # BEGIN gapwatch [^\n]*\n# Change [^\n]*\n# chain: \\* \\* \\* \\* \\* UTC\n")
        .containsPattern("current/bin/gapwatch run chain --config /etc/gapwatch/gapwatch.yaml")
        .containsPattern("current/bin/gapwatch keep-alive --config /etc/gapwatch/gapwatch.yaml")
        .contains("\ndoctor: 0\n", "\ndoctor of the shipped configuration: 0\n")
        .containsPattern("release: [0-9a-f]{64} in /opt/gapwatch/current")
        .contains("prepared twice: the same")
        .contains("prepared after a loss: whole")
        .contains("docker: docker-compose-v2 installed docker.io installed \n" + UP)
        .contains("compose.yaml: valid on the machine\n")
        .contains("root 755 /opt/gapwatch-stack\nroot 644 /opt/gapwatch-stack/compose.yaml\n")
        .contains("root 644 /opt/gapwatch-stack/prometheus/prometheus.yml\n")
        .contains("root 700 /opt/gapwatch-stack/secrets\n")
        .contains("root 444 /opt/gapwatch-stack/secrets/grafana-password\n")
        .contains("first: 24 characters, 0\nPermission denied\nthe agent cannot read secrets")
        .contains("the containers: not touched again\n")
        .contains("prepared for four: 0, # more\n" + UP + "docker compose restart prometheus\n")
        .contains("the password stays\n")
        .contains("Docker Compose refuses the files; what ran runs on\n")
        .contains("prepared for five: 1\n0\n")
        .contains("prepared by cron: whole\ncould not install unattended-upgrades (E: ")
        .contains("prepared for two: 0; gapwatch-extra is installed\n")
        .contains("prepared for two again: apt-get was not called\n")
        .contains("could not install gapwatch-none (E: Unable to locate package gapwatch-none);")
        .contains("prepared for three: 1\n", "two stays\n")
        .doesNotContain("not found in PATH")
        .contains("owners: root root\n0\n")
        .contains("gapwatch-update: now on release ")
        .contains("\nrun: 0\n")
        .containsPattern("gapwatch [0-9]{8} .*/opt/gapwatch/current/gapwatch-.*\\.jsa\n")
        .containsPattern("\nruns: [1-9]")
        .containsPattern("\nsamples: [1-9]\\d*\n")
        .containsPattern("logs/chain-[0-9-]+\\.log")
        .containsPattern("burst of 2 min, all cores at 35 %");
  }

  private void publish(Path www, ReleaseKey key) throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(config.resolve("machine.yaml"), CONFIG);
    Files.copy(Path.of("../config/ethereum.yaml"), config.resolve("ethereum.yaml"));
    Path program = Files.writeString(folder.resolve("Database.java"), DATABASE);
    String database = config.resolve("data.duckdb").toString();
    run("java", "-cp", AGENT.resolve("lib/duckdb") + "/*", program.toString(), database);
    Path archive = folder.resolve("release.tar.gz");
    StackBundle stack = new StackBundle(Path.of("../stack"));
    new Packager(
            AGENT,
            config.resolve("machine.yaml"),
            platform(),
            false,
            Optional.of(new Packager.Containers(stack, key)))
        .pack(archive);

    publish(www, "opc/v2/instance", archive, key);
    publish(www, "two", withOneMorePackage(archive, "gapwatch-extra"), key);
    publish(www, "three", withOneMorePackage(archive, "gapwatch-none"), key);
    publish(www, "four", withMoreIn(archive, "prometheus/prometheus.yml", "# more\n", key), key);
    publish(www, "five", withMoreIn(archive, "compose.yaml", "broken: yes\n", key), key);
    publishPackage(www, "gapwatch-extra", Map.of());
    publishPackage(
        www,
        "docker.io",
        Map.of("usr/bin/docker", Path.of("src/test/resources/vm/docker").toAbsolutePath()));
    publishPackage(
        www,
        "docker-compose-v2",
        Map.of("usr/libexec/docker/cli-plugins/docker-compose", onPath("docker-compose").get()));
  }

  /** Lays the archive into the bucket, and where a machine finds it into the metadata. */
  private static void publish(Path www, String metadata, Path archive, ReleaseKey key)
      throws IOException {
    String sha256 = Sha256.of(archive);
    ReleaseArchive release =
        new ReleaseArchive(
            archive.toString(), sha256, ReleaseSignature.of(sha256, key, Instant.EPOCH));
    Path object = www.resolve("o").resolve(release.objectName());
    Files.createDirectories(object.getParent());
    Files.copy(archive, object);
    String manifest = "o/" + release.sha256() + ".json";
    Files.writeString(www.resolve(manifest), release.manifest());
    Files.writeString(
        Files.createDirectories(www.resolve(metadata)).resolve("index.html"),
        ReleaseServer.document(
            "http://169.254.169.254/expired.json",
            "ocid1.vault.oc1..1",
            "{\"gapwatch_current_manifest\" : \"http://169.254.169.254/%s\"}".formatted(manifest)));
  }

  private Path withOneMorePackage(Path archive, String name) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("with-" + name));
    run("tar", "-xzf", archive.toString(), "-C", tree.toString());
    Files.writeString(tree.resolve("packages"), name + "\n", StandardOpenOption.APPEND);
    Path more = folder.resolve(name + ".tar.gz");
    pack(tree, more);
    return more;
  }

  /** Less small than a release, and made in a fraction of the time. */
  private void pack(Path tree, Path archive) throws Exception {
    run("tar", "-I", "gzip -1", "-cf", archive.toString(), "-C", tree.toString(), ".");
  }

  /** Whose containers have one file with more in it. */
  private Path withMoreIn(Path archive, String file, String more, ReleaseKey key) throws Exception {
    Path tree = Files.createTempDirectory(folder, "more");
    run("tar", "-xzf", archive.toString(), "-C", tree.toString());
    Path stack = Files.createTempDirectory(folder, "stack");
    run("cp", "-r", Path.of("../stack").toAbsolutePath() + "/.", stack.toString());
    Files.writeString(stack.resolve(file), more, StandardOpenOption.APPEND);
    Files.delete(tree.resolve(StackBundle.ARCHIVE));
    Files.delete(tree.resolve(StackBundle.ARCHIVE + ".signature"));
    new StackBundle(stack).lay(tree, key);
    Path changed = tree.resolveSibling(tree.getFileName() + ".tar.gz");
    pack(tree, changed);
    return changed;
  }

  /**
   * One more package in the machine's archive of Debian packages.
   *
   * @param files what it brings, by place; all are programs
   */
  private void publishPackage(Path www, String name, Map<String, Path> files) throws Exception {
    String control =
        """
        Package: %s
        Version: 1
        Architecture: all
        Maintainer: Gapwatch <gapwatch@example.org>
        Description: proves that a release brings packages
        """
            .formatted(name);
    Path tree = folder.resolve(name);
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(tree.resolve("DEBIAN/control"), control);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path program = tree.resolve(file.getKey());
      Files.createDirectories(program.getParent());
      Files.copy(file.getValue(), program);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path deb = Files.createDirectories(www.resolve("apt")).resolve(name + ".deb");
    run("dpkg-deb", "-Znone", "--build", tree.toString(), deb.toString());
    Files.writeString(
        www.resolve("apt/Packages"),
        control
            + "Filename: ./%s.deb\nSize: %d\nSHA256: %s\n\n"
                .formatted(name, Files.size(deb), Sha256.of(deb)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
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
    return onPath(program).isPresent();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
