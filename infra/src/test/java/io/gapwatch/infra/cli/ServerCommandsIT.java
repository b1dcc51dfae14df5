package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.remote.SshServerStandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent on a server of one's own, over a real SSH login. The server's Java is a stand-in that
 * notes what it is asked and answers as the agent does; so are sudo and the crontab.
 */
@Timeout(300)
class ServerCommandsIT {
  private static final String OTHERS = "MAILTO=ann\n0 4 * * * /home/ann/backup\n";

  private static final String JAVA =
      """
      #!/bin/bash
      all="$*"
      [[ "$1" == -version ]] && { cat "$GAPWATCH_ROOT/java" >&2; exit; }
      while [[ $# -gt 0 && "$1" != -jar ]]; do shift; done
      [[ "$1" == -jar ]] || exit 1
      shift 2
      echo "$*" >>"$GAPWATCH_ROOT/asked"
      others() { crontab -l | sed '/^# BEGIN gapwatch/,/^# END gapwatch/d'; }
      case "$1 $2" in
        doctor*)
          [[ -e "$GAPWATCH_ROOT/hangs" ]] && exec sleep 6000
          [[ -e "$GAPWATCH_ROOT/broken" ]] && { echo "❌ configuration: broken"; exit 2; }
          echo "✅ doctor" ;;
        "crontab install") { others; printf '# BEGIN gapwatch\\n0 * * * * run\\n# END gapwatch\\n'; } | crontab - ;;
        "crontab remove") others | crontab - ;;
      esac
      """;

  private static final String CRONTAB =
      """
      #!/bin/sh
      if [ "$1" = -l ]; then cat "$GAPWATCH_ROOT/crontab"
      else cat >"$GAPWATCH_ROOT/crontab.new" && mv "$GAPWATCH_ROOT/crontab.new" "$GAPWATCH_ROOT/crontab"; fi
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SshServerStandIn server;

  @SuppressWarnings("NullAway.Init")
  private Path config;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    server = new SshServerStandIn(folder, "host-key", 0);
    for (String each : List.of("opt", "etc", "var/lib", "usr/local/bin")) {
      Files.createDirectories(there(each));
    }
    program("java", JAVA);
    program("crontab", CRONTAB);
    program("id", "#!/bin/sh\n[ \"$1\" = -u ] && echo 1000 || exec /usr/bin/id \"$@\"\n");
    program("sudo", "#!/bin/sh\nshift\nexec \"$@\"\n");
    Files.writeString(there("java"), "openjdk version \"17.0.1\" 2026-01-01\n");
    Files.writeString(there("crontab"), OTHERS);
    config = Files.createDirectories(folder.resolve("config")).resolve("inside.yaml");
    Files.writeString(config, "version: 1\nstate: /var/lib/gapwatch\n");
    Files.writeString(config.resolveSibling("queries.sql"), "a certificate\n");
    agent("first");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void installPutsAllInItsPlaceAndAgainChangesNothing() throws Exception {
    assertThat(run("install", "--config", config.toString())).as("%s%s", out, err).isZero();

    assertThat(there("etc/gapwatch/gapwatch.yaml")).hasSameTextualContentAs(config);
    assertThat(there("etc/gapwatch/queries.sql")).hasContent("a certificate");
    assertThat(there("var/lib/gapwatch")).isDirectory();
    assertThat(there("usr/local/bin/gapwatch")).isSymbolicLink().isExecutable();
    assertThat(there("crontab"))
        .hasContent(OTHERS + "# BEGIN gapwatch\n0 * * * * run\n# END gapwatch\n");
    assertThat(asked())
        .containsExactly(
            "doctor --offline --candidate --config CONFIG",
            "crontab install --yes --config CONFIG",
            "doctor --config CONFIG");
    assertThat(out.toString())
        .startsWith("ubuntu@127.0.0.1: Linux ")
        .contains("as root: install -d -m 0750 -o ", "as root: ln -s ", "\nnow on release ")
        .endsWith("✅ doctor\n");
    List<String> releases = releases();
    assertThat(releases).hasSize(1);

    out.getBuffer().setLength(0);
    assertThat(run("install", "--config", config.toString())).isZero();
    assertThat(releases()).isEqualTo(releases);
    assertThat(out.toString()).doesNotContain("as root");
    assertThat(there("crontab"))
        .hasContent(OTHERS + "# BEGIN gapwatch\n0 * * * * run\n# END gapwatch\n");
  }

  @Test
  void withoutRootItSaysWhatAnAdministratorHasToDoAndGoesOnFromThere() throws Exception {
    program("sudo", "#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n");

    assertThat(run("install", "--config", config.toString())).isEqualTo(77);

    assertThat(out.toString()).contains("Have an administrator run this once");
    List<String> wanted =
        out.toString()
            .lines()
            .filter(line -> line.startsWith("  sudo "))
            .map(line -> line.substring("  sudo ".length()))
            .toList();
    assertThat(wanted).hasSize(4);
    assertThat(there("opt/gapwatch")).doesNotExist();
    for (String command : wanted) {
      assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
    }
    assertThat(run("install", "--config", config.toString())).isZero();
  }

  @Test
  void aServerWithoutJavaIsLeftAsItIsWithTheNameOfThePackage() throws Exception {
    Files.writeString(there("java"), "openjdk version \"11.0.2\" 2020-01-01\n");

    assertThat(run("install", "--config", config.toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "nothing was changed on ubuntu@127.0.0.1: Java here is version 11; Gapwatch needs 17")
        .containsPattern("(apt-get|dnf|apk|pacman) .*(jdk|jre|java).*17|17.*(jdk|java)");
    assertThat(there("opt/gapwatch")).doesNotExist();
  }

  @Test
  void upgradeBringsTheAgentKeepsTheConfigurationAndGoesBackIfItsDoctorFails() throws Exception {
    assertThat(run("upgrade")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no Gapwatch on ubuntu@127.0.0.1 yet: gapctl install ubuntu@127.0.0.1");
    run("install", "--config", config.toString());
    String first = releases().get(0);
    Path theirs = there("etc/gapwatch/gapwatch.yaml");
    Files.writeString(theirs, Files.readString(theirs) + "# edited on the server\n");

    agent("second");
    Files.createFile(there("broken"));
    assertThat(run("upgrade")).isEqualTo(1);
    assertThat(out.toString()).contains("its doctor failed, so nothing was changed");
    assertThat(there("opt/gapwatch/current").toRealPath()).endsWithRaw(Path.of(first));
    assertThat(releases()).containsExactly(first);

    Files.delete(there("broken"));
    assertThat(run("upgrade")).as("%s%s", out, err).isZero();
    assertThat(there("opt/gapwatch/current/gapwatch.jar"))
        .hasSameBinaryContentAs(folder.resolve("agent/target/gapwatch.jar"));
    assertThat(theirs).content().endsWith("# edited on the server\n");
    assertThat(releases()).hasSize(2).contains(first);

    err.getBuffer().setLength(0);
    assertThat(run("install", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("was edited there; take the changes over, or say --replace");
    assertThat(run("install", "--config", config.toString(), "--replace-config")).isZero();
    assertThat(theirs).hasSameTextualContentAs(config);
  }

  @Test
  void aDoctorThatDoesNotEndLeavesTheServerAsItIs() throws Exception {
    // What waits for the agent there waits for seconds, not minutes.
    program(
        "timeout",
        """
        #!/bin/sh
        case "$2" in */bin/gapwatch) shift; set -- 5 "$@" ;; esac
        exec /usr/bin/timeout "$@"
        """);
    Files.createFile(there("hangs"));

    assertThat(run("install", "--config", config.toString())).isEqualTo(1);

    assertThat(out.toString()).contains("its doctor failed, so nothing was changed");
    assertThat(there("opt/gapwatch/current")).doesNotExist();
  }

  @Test
  void aConfigurationWhoseDoctorFailsLeavesTheOneBefore() throws Exception {
    run("install", "--config", config.toString());
    String before = Files.readString(config);
    Files.writeString(config, before + "# new\n");
    Files.createFile(there("broken"));

    assertThat(run("install", "--config", config.toString())).isEqualTo(1);

    assertThat(there("etc/gapwatch/gapwatch.yaml")).hasContent(before);
    assertThat(there("etc/gapwatch/queries.sql")).exists();
  }

  @Test
  void uninstallTakesItsOwnOnlyAndPurgeTheRest() throws Exception {
    run("install", "--config", config.toString());
    Files.writeString(there("var/lib/gapwatch/history.db"), "months");

    assertThat(run("uninstall")).isZero();

    assertThat(there("crontab")).hasContent(OTHERS);
    assertThat(there("opt/gapwatch")).doesNotExist();
    assertThat(there("usr/local/bin/gapwatch").toFile().exists()).isFalse();
    assertThat(there("var/lib/gapwatch/history.db")).exists();
    assertThat(there("etc/gapwatch/gapwatch.yaml")).exists();
    assertThat(out.toString()).contains("kept: configuration ");

    assertThat(run("uninstall", "--purge")).isZero();
    assertThat(there("var/lib/gapwatch")).doesNotExist();
    assertThat(there("etc/gapwatch")).doesNotExist();
    assertThat(run("uninstall")).isZero();
    assertThat(out.toString()).endsWith("Gapwatch is not installed here.\n");
    assertThat(there("crontab")).hasContent(OTHERS);
  }

  @Test
  void whatDoesNotFitIsSaidBeforeAnythingIsSent() throws Exception {
    Files.writeString(config, "version: 1\n");
    assertThat(run("install", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("needs state: /var/lib/gapwatch");

    program("uname", "#!/bin/sh\n[ \"$1\" = -m ] && echo riscv64 || echo Linux\n");
    assertThat(run("install", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is a riscv64 machine; releases are made for x86_64");
    assertThat(there("opt/gapwatch")).doesNotExist();

    assertThat(Typed.run(out, err, "upgrade", "db1")).isEqualTo(64);
    assertThat(err.toString()).contains("'db1' is not USER@HOST, such as deploy@db1.example.org");
  }

  private int run(String command, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of(command, "ubuntu@127.0.0.1"));
    args.addAll(List.of("--root", folder.toString(), "--port", Integer.toString(server.port())));
    args.addAll(List.of("-i", server.key("id_ed25519", KeyPair.ED25519).toString()));
    args.addAll(List.of(more));
    return Typed.run(out, err, args.toArray(String[]::new));
  }

  private Path there(String path) {
    return server.root().resolve(path);
  }

  /** Without those that prepare a quick start. */
  private List<String> asked() throws IOException {
    return Files.readAllLines(there("asked")).stream()
        .filter(line -> line.startsWith("doctor") || line.startsWith("crontab"))
        .map(line -> line.replace(there("etc/gapwatch/gapwatch.yaml").toString(), "CONFIG"))
        .toList();
  }

  private List<String> releases() throws IOException {
    try (Stream<Path> found = Files.list(there("opt/gapwatch/releases"))) {
      return found.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a build of the agent leaves, as far as it is packed. */
  private void agent(String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve("agent/target"));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, name);
    attributes.put(Attributes.Name.CLASS_PATH, "lib/one.jar");
    for (String jar : List.of("gapwatch.jar", "lib/one.jar")) {
      Files.createDirectories(target.resolve(jar).resolveSibling(""));
      try (OutputStream file = Files.newOutputStream(target.resolve(jar))) {
        new JarOutputStream(file, manifest).close();
      }
    }
  }
}
