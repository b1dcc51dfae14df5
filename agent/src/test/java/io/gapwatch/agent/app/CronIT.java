package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Run;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's cron in a root filesystem of its own, as a plain user. Cron fires at full minutes. */
class CronIT {
  private static final byte[] THEIRS =
      "# caf\u00e9\r\n\nMAILTO=\"\"\n0 4 1 1 * /bin/true 100\\%\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final Path work;

  CronIT(@TempDir Path work) {
    this.work = work;
  }

  @BeforeEach
  void needsAMachineOfItsOwn() throws Exception {
    Optional<String> obstacle = DebianRoot.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> "real cron was not tested: " + obstacle.orElse(""));
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theJobsFireAndTheirRunsAreInTheHistory() throws Exception {
    Installation installation =
        Installation.in(work, "chain: * * * * *", "berlin: * * * * *, zone: Europe/Berlin");
    Files.write(work.resolve("theirs"), THEIRS);
    Instant start = Instant.now();
    String config = installation.config().toString();
    try (DebianRoot root = DebianRoot.start(work)) {
      root.run("as_user 'crontab - <%s/theirs'".formatted(work));
      root.run("as_user 'gapwatch crontab install --yes --config %s'".formatted(config));
      assertThat(root.run("as_user 'gapwatch crontab install --config %s'".formatted(config)))
          .contains("The crontab is already up to date.");
      assertThat(root.run("as_user 'crontab -l'"))
          .contains("* * * * * /usr/bin/env HOME=/home/watcher PATH=")
          .contains("run berlin --scheduled --config");
      root.run("start_cron");
      for (String job : List.of("chain", "berlin")) {
        Run run = root.awaitRun(installation.state(), job, start);
        assertThat(run.ending().orElseThrow().status()).isEqualTo(Status.OK);
      }
      root.run("as_user 'gapwatch crontab remove --yes --config %s'".formatted(config));
      // The file itself, without cron's own three lines: crontab -l does not show every byte as it
      // is.
      root.run("tail -n +4 $root/var/spool/cron/crontabs/watcher >%s/removed".formatted(work));
    }
    assertThat(work.resolve("removed")).hasBinaryContent(THEIRS);
    assertThat(logs()).contains("chain-queue").contains("berlin-queue");
  }

  private String logs() throws Exception {
    try (Stream<Path> files = Files.list(work.resolve("state/logs"))) {
      return files.map(CronIT::read).collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.lines().collect(Collectors.joining("\n"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
