package io.gapwatch.infra.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What runs the containers on a VM, cut off midway, or where the folder of them is gone. */
@Timeout(120)
class StackMishapsIT {
  private static final Path SCRIPT =
      Path.of("src/main/resources/vm/gapwatch-stack").toAbsolutePath();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private DockerStandIn docker;

  @SuppressWarnings("NullAway.Init")
  private Path root;

  @BeforeEach
  void start() throws Exception {
    root = folder.resolve("root");
    docker = DockerStandIn.in(folder.resolve("bin"), root);
    docker.service("grafana", 0, "sleep", "1000");
    Path archive = folder.resolve("stack.tar.gz");
    assertThat(
            new ProcessBuilder("tar", "-cz", "-C", "../stack", "-f", archive.toString(), ".")
                .start()
                .waitFor())
        .isZero();
    assertThat(run(archive, "install")).isZero();
    assertThat(run("up")).as(said()).isZero();
    // Of a Prometheus that does not run the files are copied.
    Files.delete(root.resolve("running/prometheus"));
    Files.writeString(docker.volume("grafana-data").resolve("grafana.db"), "dashboards");
    docker.calls();
  }

  @AfterEach
  void stop() throws Exception {
    docker.stop();
  }

  @Test
  void aBackupWhoseConnectionIsLostLeavesNothingPaused() throws Exception {
    Path hold = Files.createFile(root.resolve("hold"));
    Process backup = script(List.of(), "backup").start();
    awaitPaused(backup);
    awaitState("T");

    backup.getInputStream().close();
    backup.getErrorStream().close();
    Files.delete(hold);
    assertThat(backup.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(docker.calls()).contains("docker compose unpause");
    awaitState("S");
    assertThat(root.resolve("var/tmp")).isEmptyDirectory();
  }

  @Test
  void aBackupThatWasKilledLeavesPausedWhatTheNextUpStarts() throws Exception {
    Files.createFile(root.resolve("hold"));
    Process backup = script(List.of("setsid"), "backup").start();
    awaitPaused(backup);
    new ProcessBuilder("kill", "-KILL", "--", "-" + backup.pid()).start().waitFor();
    backup.waitFor();
    awaitState("T");

    assertThat(run("up")).as(said()).isZero();

    awaitState("S");
  }

  @Test
  void volumesThatHoldSomethingAreNotEmptiedUnaskedThoughTheirFolderIsGone() throws Exception {
    Path backup = folder.resolve("backup.tar.gz");
    assertThat(script(List.of(), "backup").redirectOutput(backup.toFile()).start().waitFor())
        .isZero();
    docker.stop();
    assertThat(
            new ProcessBuilder("rm", "-rf", root.resolve("opt/gapwatch-stack").toString())
                .start()
                .waitFor())
        .isZero();
    Path database = docker.volume("grafana-data").resolve("grafana.db");
    Files.writeString(database, "newer dashboards");
    docker.calls();

    assertThat(run(backup, "restore")).isEqualTo(1);

    assertThat(said()).contains("grafana-data is not empty; nothing was changed. --replace");
    assertThat(database).hasContent("newer dashboards");
    assertThat(docker.calls()).isEmpty();
    assertThat(run(backup, "restore", "--replace")).as(said()).isZero();
    assertThat(database).hasContent("dashboards");
  }

  private void awaitPaused(Process backup) throws InterruptedException {
    while (!Files.exists(root.resolve("paused"))) {
      assertThat(backup.waitFor(10, TimeUnit.MILLISECONDS)).as("ended at once").isFalse();
    }
  }

  /** A program that was told to stop, or to go on, does so when the kernel has a core for it. */
  private void awaitState(String state) throws IOException {
    while (!state().equals(state)) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Of the program that stands for Grafana, as the kernel says it: sleeping, or stopped. */
  private String state() throws IOException {
    String pid = Files.readString(root.resolve("running/grafana")).strip();
    String line = Files.readString(Path.of("/proc", pid, "stat"));
    return line.substring(line.lastIndexOf(')') + 2).substring(0, 1);
  }

  private int run(String... words) throws IOException, InterruptedException {
    return run(Path.of("/dev/null"), words);
  }

  private int run(Path in, String... words) throws IOException, InterruptedException {
    return script(List.of(), words)
        .redirectInput(in.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }

  private String said() throws IOException {
    return new String(Files.readAllBytes(folder.resolve("said")), UTF_8);
  }

  private ProcessBuilder script(List<String> wrapper, String... words) {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of("bash", SCRIPT.toString()));
    command.addAll(List.of(words));
    ProcessBuilder script = new ProcessBuilder(command);
    script.environment().put("GAPWATCH_ROOT", root.toString());
    script
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    return script;
  }
}
