package io.gapwatch.agent.probe.log;

import static io.gapwatch.agent.probe.log.WatchedLogs.LIMITS;
import static io.gapwatch.agent.probe.log.WatchedLogs.errors;
import static io.gapwatch.agent.probe.log.WatchedLogs.facts;
import static io.gapwatch.agent.probe.log.WatchedLogs.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are not finished, endless, or too many. */
class FollowerTest {
  private final Path folder;
  private final Path log;
  private final WatchedLogs logs;

  FollowerTest(@TempDir Path folder) {
    this.folder = folder;
    log = folder.resolve("aggregator-error.log");
    logs = new WatchedLogs(folder);
  }

  @Test
  void lineThatIsNotFinishedCountsWhenItIs() throws IOException {
    write(log, "start");
    logs.run();
    Files.writeString(log, "ERR", StandardOpenOption.APPEND);
    assertThat(errors(logs.run())).isEqualTo(0L);
    write(log, "OR now");
    assertThat(errors(logs.run())).isEqualTo(1L);
  }

  /** A program that dies does not finish its last line. */
  @Test
  void lineThatNobodyFinishesCounts() throws IOException {
    write(log, "old");
    logs.run();
    Files.writeString(log, "FATAL out of memory", UTF_8, StandardOpenOption.APPEND);
    Files.setLastModifiedTime(log, FileTime.from(logs.now().minusSeconds(59)));
    assertThat(errors(logs.run())).isEqualTo(0L);

    Files.setLastModifiedTime(log, FileTime.from(logs.now().minusSeconds(61)));
    assertThat(errors(logs.run())).isEqualTo(1L);
    assertThat(errors(logs.run())).as("once").isEqualTo(0L);

    write(log, "", "ERROR after it");
    assertThat(errors(logs.run())).isEqualTo(1L);
  }

  @Test
  void lineThatWasNotFinishedBeforeTheRotationCounts() throws IOException {
    write(log, "old");
    logs.run();
    Files.writeString(log, "FATAL out of memory", UTF_8, StandardOpenOption.APPEND);
    assertThat(errors(logs.run())).isEqualTo(0L);

    Files.move(log, folder.resolve("aggregator-error.log.1"));
    write(log, "fresh");
    assertThat(errors(logs.run())).isEqualTo(1L);
    assertThat(errors(logs.run())).isEqualTo(0L);
  }

  @Test
  void endlessLineCountsByItsBeginning() throws IOException {
    write(log, "old");
    logs.run();
    Files.writeString(log, "ERROR " + "x".repeat(70_000), UTF_8, StandardOpenOption.APPEND);
    assertThat(errors(logs.run())).isEqualTo(1L);
    write(log, " and its end");
    assertThat(errors(logs.run())).isEqualTo(0L);
  }

  /** elastic/beats#19500, fluent/fluent-bit#10435: a hundred megabytes without a line break. */
  @Test
  void endlessLineIsCutAndNothingBehindItIsLost() throws IOException {
    write(log, "start");
    logs.run();
    try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
      byte[] block = "x".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(block);
      }
    }
    write(log, "", "ERROR x");
    CheckResult result = logs.run("*-error.log", LIMITS + ", most: 200MiB");
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(facts(result)).contains("Cut: 1 line longer than 64 KiB");
  }

  @Test
  void tooMuchIsSkippedAndTold() throws IOException {
    write(log, "start");
    logs.run();
    write(log, "ERROR first", "x".repeat(5000), "ERROR last");
    CheckResult result = logs.run("*-error.log", LIMITS + ", most: 1KiB");
    assertThat(errors(result)).isEqualTo(1L);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple(log.toString(), Severity.UNKNOWN));
    assertThat(errors(logs.run())).isEqualTo(0L);
  }
}
