package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts {@code watch} in a session, in a real tmux or screen of its own. */
@Timeout(120)
class StartWatchIT {
  private static final Path SCRIPT =
      Path.of("").toAbsolutePath().resolveSibling("scripts").resolve("start-watch");

  /** Fails as the real one does without a configuration, and says what it was given. */
  private static final String LAUNCHER =
      """
      #!/bin/sh
      case "$1" in
        config) [ -f gapwatch.yaml ] || { echo "gapwatch: there is no configuration" >&2; exit 2; } ;;
        watch) echo "watching $*, secret has ${#DATABASE_URL} letters, kept $KEPT"; cat /proc/$PPID/cmdline | tr '\\0' ' '; exec sleep 600 ;;
      esac
      """;

  @TempDir private Path folder = Path.of("");

  private record Ended(int code, String output) {}

  @BeforeEach
  void copy() throws IOException {
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.copy(SCRIPT, scripts.resolve("start-watch"));
    Files.writeString(scripts.resolve("gapwatch"), LAUNCHER);
    for (String name : List.of("start-watch", "gapwatch")) {
      Files.setPosixFilePermissions(
          scripts.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    run("/usr/bin:/bin", "tmux", "kill-server");
  }

  @Test
  void withoutAConfigurationNothingIsStarted() throws IOException, InterruptedException {
    Ended ended = start("/usr/bin:/bin");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("gapwatch: there is no configuration", "start-watch: not started")
        .doesNotContain("started;");
    assertThat(folder.resolve("gapwatch.log")).doesNotExist();
  }

  @Test
  void askedForHelpItStartsNothing() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("gapwatch.yaml"), "version: 1\n");

    Ended ended = start("/usr/bin:/bin", "--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.output())
        .contains("scripts/start-watch [OPTIONS OF gapwatch watch]")
        .doesNotContain("started;");
  }

  @Test
  void itRunsInASessionWithTheEnvironmentOfTheFileAndKeepsALog()
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("gapwatch.yaml"), "version: 1\n");
    env(
        "# the services' own\nexport DATABASE_URL='postgres://u:s3cret@db/x'\nKEPT=no\n",
        "rw-------");

    Ended ended = start("/usr/bin:/bin", "--config", "gapwatch.yaml");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("started;", "attach: tmux attach -t gapwatch", "tail -f ", "gapwatch.log");
    assertThat(awaitLog("watching"))
        .contains("watching watch --config gapwatch.yaml, secret has 24 letters, kept no")
        .doesNotContain("s3cret");
    Ended again = start("/usr/bin:/bin", "--config", "gapwatch.yaml");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.output()).contains("already running; attach with: tmux attach -t gapwatch");
  }

  @Test
  void aFileThatOthersReadOrThatIsNoListOfNamesIsRefused()
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("gapwatch.yaml"), "version: 1\n");
    env("DATABASE_URL=x\n", "rw-r--r--");
    assertThat(start("/usr/bin:/bin"))
        .isEqualTo(
            new Ended(1, "start-watch: not started: others can read .env; try: chmod 600 .env\n"));

    env("DATABASE_URL=x\nrm -rf s3cret\n", "rw-------");
    assertThat(start("/usr/bin:/bin"))
        .isEqualTo(new Ended(1, "start-watch: not started: line 2 of .env is not NAME=value\n"));
  }

  @Test
  void withoutTmuxAndScreenItSaysWhatElseThereIs() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("gapwatch.yaml"), "version: 1\n");

    Ended ended = start(only("bash", "sh", "env", "dirname", "find", "wc", "grep", "mv"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("neither tmux nor screen is installed", "gapwatch crontab install");
  }

  @Test
  void withoutTmuxItRunsInScreen() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/screen")), "install screen, as .ci/run does");
    Files.writeString(folder.resolve("gapwatch.yaml"), "version: 1\n");
    env("DATABASE_URL=s3cret\n", "rw-------");
    String path =
        only(
            "bash", "sh", "env", "dirname", "find", "wc", "grep", "mv", "screen", "cat", "tr",
            "tee", "sleep");
    try {
      Ended ended = start(path, "--config", "gapwatch.yaml");

      assertThat(ended.code()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("started;", "attach: screen -r gapwatch");
      assertThat(awaitLog("watching"))
          .contains("watching watch --config gapwatch.yaml, secret has 6 letters")
          .doesNotContain("s3cret");
      Ended again = start(path, "--config", "gapwatch.yaml");
      assertThat(again.code()).as(again.output()).isEqualTo(1);
      assertThat(again.output()).contains("already running; attach with: screen -r gapwatch");
    } finally {
      run(path, "screen", "-S", "gapwatch", "-X", "quit");
    }
  }

  /** A path on which nothing else is. */
  private String only(String... programs) throws IOException {
    Path bare = Files.createDirectory(folder.resolve("bin"));
    for (String program : programs) {
      Files.createSymbolicLink(bare.resolve(program), Path.of("/usr/bin", program));
    }
    return bare.toString();
  }

  private void env(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(".env"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private String awaitLog(String text) throws IOException {
    Path log = folder.resolve("gapwatch.log");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.readString(log).contains(text)) {
      assertThat(System.nanoTime()).as("%s", Files.readString(log)).isLessThan(end);
    }
    return Files.readString(log);
  }

  private Ended start(String path, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scripts/start-watch"));
    command.addAll(List.of(options));
    return run(path, command.toArray(String[]::new));
  }

  private Ended run(String path, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TMUX_TMPDIR", folder.toString());
    builder.environment().put("SCREENDIR", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
