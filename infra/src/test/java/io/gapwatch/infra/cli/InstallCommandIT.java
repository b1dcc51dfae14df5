package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gapctl install}, on a server of one's own. */
@Timeout(300)
class InstallCommandIT {
  private final OwnServer server;

  InstallCommandIT(@TempDir Path folder) throws IOException {
    server = new OwnServer(folder);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void installPutsAllInItsPlaceAndAgainChangesNothing() throws Exception {
    assertThat(server.run("install", "--config", server.config().toString()))
        .as(server.said())
        .isZero();

    assertThat(server.there("etc/gapwatch/gapwatch.yaml")).hasSameTextualContentAs(server.config());
    assertThat(server.there("etc/gapwatch/queries.sql")).hasContent("a certificate");
    assertThat(server.there("var/lib/gapwatch")).isDirectory();
    assertThat(server.there("usr/local/bin/gapwatch")).isSymbolicLink().isExecutable();
    assertThat(server.there("crontab"))
        .hasContent(OwnServer.OTHERS + "# BEGIN gapwatch\n0 * * * * run\n# END gapwatch\n");
    assertThat(server.asked())
        .containsExactly(
            "doctor --offline --candidate --config CONFIG",
            "crontab install --yes --config CONFIG",
            "doctor --config CONFIG");
    assertThat(server.out())
        .startsWith("ubuntu@127.0.0.1: Linux ")
        .contains("as root: install -d -m 0750 -o ", "as root: ln -s ", "\nnow on release ")
        .endsWith("✅ doctor\n");
    List<String> releases = server.releases();
    assertThat(releases).hasSize(1);

    server.forget();
    assertThat(server.run("install", "--config", server.config().toString())).isZero();
    assertThat(server.releases()).isEqualTo(releases);
    assertThat(server.out()).doesNotContain("as root");
    assertThat(server.there("crontab"))
        .hasContent(OwnServer.OTHERS + "# BEGIN gapwatch\n0 * * * * run\n# END gapwatch\n");
  }

  @Test
  void withoutRootItSaysWhatAnAdministratorHasToDoAndGoesOnFromThere() throws Exception {
    server.program("sudo", "#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n");

    assertThat(server.run("install", "--config", server.config().toString())).isEqualTo(77);

    assertThat(server.out()).contains("Have an administrator run this once");
    List<String> wanted =
        server
            .out()
            .lines()
            .filter(line -> line.startsWith("  sudo "))
            .map(line -> line.substring("  sudo ".length()))
            .toList();
    assertThat(wanted).hasSize(4);
    assertThat(server.there("opt/gapwatch")).doesNotExist();
    for (String command : wanted) {
      assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
    }
    assertThat(server.run("install", "--config", server.config().toString())).isZero();
  }

  @Test
  void aServerWithoutJavaIsLeftAsItIsWithTheNameOfThePackage() throws Exception {
    Files.writeString(server.there("java"), "openjdk version \"11.0.2\" 2020-01-01\n");

    assertThat(server.run("install", "--config", server.config().toString())).isEqualTo(2);

    assertThat(server.err())
        .contains(
            "nothing was changed on ubuntu@127.0.0.1: Java here is version 11; Gapwatch needs 17")
        .containsPattern("(apt-get|dnf|apk|pacman) .*(jdk|jre|java).*17|17.*(jdk|java)");
    assertThat(server.there("opt/gapwatch")).doesNotExist();
  }

  @Test
  void aDoctorThatDoesNotEndLeavesTheServerAsItIs() throws Exception {
    // What waits for the agent there waits for seconds, not minutes.
    server.program(
        "timeout",
        """
        #!/bin/sh
        case "$2" in */bin/gapwatch) shift; set -- 5 "$@" ;; esac
        exec /usr/bin/timeout "$@"
        """);
    Files.createFile(server.there("hangs"));

    assertThat(server.run("install", "--config", server.config().toString())).isEqualTo(1);

    assertThat(server.out()).contains("its doctor failed, so nothing was changed");
    assertThat(server.there("opt/gapwatch/current")).doesNotExist();
  }

  @Test
  void aConfigurationWhoseDoctorFailsLeavesTheOneBefore() throws Exception {
    server.run("install", "--config", server.config().toString());
    String before = Files.readString(server.config());
    Files.writeString(server.config(), before + "# new\n");
    Files.createFile(server.there("broken"));

    assertThat(server.run("install", "--config", server.config().toString())).isEqualTo(1);

    assertThat(server.there("etc/gapwatch/gapwatch.yaml")).hasContent(before);
    assertThat(server.there("etc/gapwatch/queries.sql")).exists();
  }

  @Test
  void whatDoesNotFitIsSaidBeforeAnythingIsSent() throws Exception {
    Files.writeString(server.config(), "version: 1\n");
    assertThat(server.run("install", "--config", server.config().toString())).isEqualTo(2);
    assertThat(server.err()).contains("needs state: /var/lib/gapwatch");

    server.program("uname", "#!/bin/sh\n[ \"$1\" = -m ] && echo riscv64 || echo Linux\n");
    assertThat(server.run("install", "--config", server.config().toString())).isEqualTo(2);
    assertThat(server.err()).contains("is a riscv64 machine; releases are made for x86_64");
    assertThat(server.there("opt/gapwatch")).doesNotExist();

    assertThat(server.typed("upgrade", "db1")).isEqualTo(64);
    assertThat(server.err()).contains("'db1' is not USER@HOST, such as deploy@db1.example.org");
  }
}
