package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relative to the configuration, wherever the command is called: cron calls it at home. */
class RelativePathsTest {
  private final Path folder;
  private final TriedConfig tried;

  RelativePathsTest(@TempDir Path folder) {
    this.folder = folder;
    tried = new TriedConfig(folder);
  }

  private static String text(String disk, String alive, String logs) {
    return """
    version: 1
    sources:
      machine: {type: host}
      logs: {type: logs, files: ["%s"]}
    jobs:
      own:
        schedule: "7 * * * *"
        checks:
          - {id: disk, type: disk, source: machine, paths: ["%s"], warning: 99.9%%, critical: 99.99%%, inodes: off, untilFull: off}
          - {id: backup, type: alive, source: machine, files: ["%s"]}
          - {id: errors, type: log-errors, source: logs, warning: ">0"}
    """
        .formatted(logs, disk, alive);
  }

  @Test
  void ofChecksAndSourcesOfTheMachine() throws IOException {
    Files.createDirectories(folder.resolve("data/logs"));
    Files.writeString(folder.resolve("data/alive"), "");
    Files.writeString(folder.resolve("data/logs/app-error.log"), "ERROR: gone\n");
    assertThat(tried.problems(text("data", "data/alive", "./data/logs/*-error.log"))).isEmpty();
    Ran ran = Ran.gapwatch(folder, "check", "--now", Instant.now().toString());
    assertThat(ran.out()).contains("2 of 3 checks ok", "it reads from here on");
  }

  /** A shell's word for a home would be a folder of that name. */
  @Test
  void notOfAHome() throws IOException {
    assertThat(tried.problems(text("~/data", "~/alive", "~/logs/*.log")))
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem.rule()).contains("such as"));
    assertThat(tried.problems(text("/", "/a", "/logs/*/a.log"))).hasSize(1);
    assertThat(tried.problems(text("data", "a", "logs/*/a.log"))).hasSize(1);
  }
}
