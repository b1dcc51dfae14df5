package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.release.ReleaseArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What installs the agent on a server, killed midway and started again. */
@Timeout(120)
class ServerMishapsIT {
  private static final Path SCRIPT =
      Path.of("src/main/resources/server/gapwatch-server").toAbsolutePath();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path root;

  @BeforeEach
  void start() throws IOException {
    root = folder.resolve("root");
    for (String each : List.of("opt", "etc", "var/lib", "usr/local/bin")) {
      Files.createDirectories(root.resolve(each));
    }
    program(folder.resolve("bin/java"), "echo 'openjdk version \"17.0.1\" 2026-01-01' >&2");
    program(folder.resolve("bin/crontab"), "exit 0");
  }

  @Test
  void whatRunsIsNotTakenAwayBeforeItsSuccessorIsHere() throws Exception {
    Path release = release("exit 0", "version: 1");
    assertThat(install(release, ReleaseArchive.sha256(release))).as(said()).isZero();
    // Killed after the switch, before it was done.
    Path running = root.resolve("opt/gapwatch/current");
    Files.delete(running.resolve("installed"));

    assertThat(install(Path.of("/dev/null"), ReleaseArchive.sha256(release))).isEqualTo(1);

    assertThat(said()).contains("the archive arrived damaged; try again");
    assertThat(running.resolve("bin/gapwatch")).isExecutable();
    assertThat(install(release, ReleaseArchive.sha256(release))).as(said()).isZero();
    assertThat(running.resolve("installed")).exists();
  }

  @Test
  void aConfigurationThatAKilledInstallationLeftWasEditedByNobody() throws Exception {
    Path first = release("exit 0", "version: 1");
    assertThat(install(first, ReleaseArchive.sha256(first))).as(said()).isZero();
    Path killed =
        release("kill -KILL \"$(ps -o ppid= \"$PPID\" | tr -d ' ')\"", "version: 1 # next");
    assertThat(install(killed, ReleaseArchive.sha256(killed))).isEqualTo(128 + 9);
    assertThat(root.resolve("etc/gapwatch/gapwatch.yaml")).hasContent("version: 1 # next");

    Path next = release("exit 0", "version: 1 # next");
    assertThat(install(next, ReleaseArchive.sha256(next))).as(said()).isZero();

    // One whose doctor fails gives all of it back.
    Path bad = release("exit 1", "version: 1 # bad");
    assertThat(install(bad, ReleaseArchive.sha256(bad))).isEqualTo(1);
    assertThat(root.resolve("etc/gapwatch/gapwatch.yaml")).hasContent("version: 1 # next");
    assertThat(install(next, ReleaseArchive.sha256(next))).as(said()).isZero();

    Files.writeString(root.resolve("etc/gapwatch/gapwatch.yaml"), "version: 1 # by hand");
    assertThat(install(next, ReleaseArchive.sha256(next))).isEqualTo(1);
    assertThat(said()).contains("was changed here since it was put here");
  }

  /** An archive whose agent does this when it is called. */
  private Path release(String agent, String config) throws Exception {
    Path tree = Files.createTempDirectory(folder, "tree");
    program(tree.resolve("bin/gapwatch"), agent);
    Files.createDirectories(tree.resolve("config"));
    Files.writeString(tree.resolve("config/gapwatch.yaml"), config + "\n");
    Path archive = tree.resolveSibling(tree.getFileName() + ".tar.gz");
    assertThat(
            new ProcessBuilder("tar", "-cz", "-C", tree.toString(), "-f", archive.toString(), ".")
                .start()
                .waitFor())
        .isZero();
    return archive;
  }

  private int install(Path archive, String sha256) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(List.of("install", sha256, "--config"));
    ProcessBuilder script = new ProcessBuilder(command);
    script.environment().put("GAPWATCH_ROOT", root.toString());
    script
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    return script
        .redirectInput(archive.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
