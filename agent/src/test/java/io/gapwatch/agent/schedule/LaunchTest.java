package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command is run by a real shell, as cron would. */
class LaunchTest {
  private final Path folder;
  private final Path launcher;

  LaunchTest(@TempDir Path temporary) throws IOException {
    folder = Files.createDirectory(temporary.resolve("it's 100% \"odd\" $HOME"));
    launcher = folder.resolve("launch it");
    Files.writeString(launcher, "#!/bin/sh\necho \"$HOME|$PATH|$*\"; echo oops >&2\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  private int run(Launch launch) throws IOException, InterruptedException {
    // Cron turns an escaped percent sign into a plain one before the shell sees it.
    String command = launch.command("chain", "run chain --scheduled").replace("\\%", "%");
    Process process =
        new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private Launch launch(Path state) {
    return new Launch(
        launcher,
        folder.resolve("my gapwatch.yaml"),
        state,
        Optional.of(state),
        folder,
        List.of("/opt/a b", "/usr/bin"));
  }

  @Test
  void outputGoesToTheLogOfTheDay() throws Exception {
    assertThat(run(launch(folder.resolve("state")))).isZero();

    List<Path> logs;
    try (Stream<Path> files = Files.list(folder.resolve("state/logs"))) {
      logs = files.toList();
    }
    assertThat(logs).hasSize(1);
    assertThat(logs.get(0).getFileName().toString()).matches("chain-\\d{4}-\\d\\d-\\d\\d\\.log");
    assertThat(Files.readString(logs.get(0)))
        .isEqualTo(
            "%s|/opt/a b:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin|run chain --scheduled --config %s --state %s\noops\n"
                .formatted(folder, folder.resolve("my gapwatch.yaml"), folder.resolve("state")));
    assertThat(Files.getPosixFilePermissions(logs.get(0)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aLogThatCannotBeWrittenDoesNotKeepTheJobFromRunning() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("state"), "");
    Path proof = folder.resolve("proof");
    Files.writeString(launcher, "#!/bin/sh\ntouch \"$HOME/proof\"\n");
    assertThat(run(launch(notAFolder))).isZero();
    assertThat(proof).exists();
  }
}
