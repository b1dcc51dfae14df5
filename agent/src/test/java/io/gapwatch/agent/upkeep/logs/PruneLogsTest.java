package io.gapwatch.agent.upkeep.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.upkeep.Upkept;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files in a real folder. */
class PruneLogsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T04:20:00Z");

  private final Path logs;
  private final Path folder;

  PruneLogsTest(@TempDir Path given) throws IOException {
    folder = given.toRealPath();
    logs = Files.createDirectory(folder.resolve("logs"));
  }

  private static Path file(Path file, Duration age) throws IOException {
    Files.writeString(file, "a line\n");
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }

  private CheckResult prune(Upkept upkept, String pattern) {
    return upkept.act(
        new PruneLogsAction(), "{files: [\"" + pattern + "\"], older: 48h}", Optional.empty(), NOW);
  }

  private CheckResult prune() {
    return prune(new Upkept(), logs + "/*.log");
  }

  @Test
  void whatIsOlderGoesAndTheRestStays() throws IOException {
    Path old = file(logs.resolve("monitor_1.log"), Duration.ofHours(49));
    Path young = file(logs.resolve("monitor_2.log"), Duration.ofHours(47));
    Path other = file(logs.resolve("keep.txt"), Duration.ofDays(90));
    Path rotated = file(logs.resolve("monitor.log.1"), Duration.ofDays(90));
    Path below = Files.createDirectory(logs.resolve("below.log"));
    Path inside = file(below.resolve("a.log"), Duration.ofDays(90));

    CheckResult result = prune();

    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("deleted 1 file older than 2d, 7B");
    assertThat(result.measured()).containsEntry("deleted", 1).containsEntry("freed", 7L);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(other).exists();
    assertThat(rotated).exists();
    assertThat(inside).exists();

    assertThat(prune(new Upkept(), logs + "/monitor.log.*").measured()).containsEntry("deleted", 1);
    assertThat(rotated).doesNotExist();
  }

  @Test
  void dryRunListsAndDeletesNothing() throws IOException {
    Path old = file(logs.resolve("monitor_1.log"), Duration.ofHours(49));

    CheckResult result = prune(new Upkept().dryRun(), logs + "/*.log");

    assertThat(old).exists();
    assertThat(result.summary()).isEqualTo("would delete 1 file older than 2d, 7B");
    assertThat(result.facts())
        .anySatisfy(
            fact -> {
              assertThat(fact.label()).isEqualTo("Would delete");
              assertThat(fact.text()).isEqualTo(old.toString());
            });
    assertThat(result.measured()).containsEntry("deleted", 0);
  }

  @Test
  void theNameOfAFileCannotForgeALine() throws IOException {
    file(logs.resolve("a\n✅ PASSED\u001b[2J.log"), Duration.ofHours(49));
    assertThat(prune(new Upkept().dryRun(), logs + "/*.log").facts())
        .extracting(Fact::text)
        .contains(logs + "/a\\n✅ PASSED\\x1b[2J.log");
  }

  @Test
  void itIsWrittenDownAndEndsAtTheDeadline() throws IOException {
    Path first = file(logs.resolve("monitor_1.log"), Duration.ofHours(49));
    file(logs.resolve("monitor_2.log"), Duration.ofHours(1));
    Upkept upkept = new Upkept();
    assertThat(prune(upkept, logs + "/*.log").facts().get(0).text())
        .isEqualTo("deleted 1 file, 7B; kept 1 young");
    assertThat(upkept.written())
        .containsExactly(
            logs + "/*.log begins, before: ",
            logs + "/*.log done: deleted 1 file, 7B; kept 1 young");
    assertThat(first).doesNotExist();

    Path late = file(logs.resolve("monitor_3.log"), Duration.ofHours(49));
    CheckResult result = prune(new Upkept().left(() -> Duration.ZERO), logs + "/*.log");
    assertThat(late).exists();
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings().get(0).summary())
        .isEqualTo("2 files of %s/*.log not looked at: the deadline passed first".formatted(logs));
    assertThat(result.covered().unread(logs + "/*.log", Place.WHOLE))
        .as("whether they can be deleted")
        .isPresent();
  }

  @Test
  void openFileStays() throws IOException {
    Path old = file(logs.resolve("aggregator.log"), Duration.ofDays(9));
    try (FileChannel writer = FileChannel.open(old, StandardOpenOption.APPEND)) {
      assertThat(prune().measured()).containsEntry("deleted", 0).containsEntry("open", 1);
      assertThat(writer.isOpen()).isTrue();
    }
    assertThat(prune().measured()).containsEntry("deleted", 1);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path precious = file(elsewhere.resolve("precious.log"), Duration.ofDays(90));
    Files.createSymbolicLink(logs.resolve("link.log"), precious);
    Files.createSymbolicLink(folder.resolve("linked"), elsewhere);

    assertThat(prune().measured()).containsEntry("deleted", 0);
    CheckResult linked = prune(new Upkept(), folder + "/linked/*.log");

    assertThat(precious).exists();
    assertThat(logs.resolve("link.log")).isSymbolicLink();
    assertThat(linked.status()).isEqualTo(Status.UNKNOWN);
    assertThat(linked.findings())
        .singleElement()
        .extracting(Finding::summary)
        .asString()
        .contains("could not look into", "it is a link, and links are not followed");
  }

  @Test
  void linksAboveTheFolderAreNotFollowed() throws IOException {
    Path old = file(logs.resolve("monitor_1.log"), Duration.ofHours(49));
    Files.createSymbolicLink(folder.resolve("up"), folder);

    CheckResult linked = prune(new Upkept(), folder + "/up/logs/*.log");

    assertThat(old).exists();
    assertThat(linked.status()).isEqualTo(Status.UNKNOWN);
    assertThat(linked.findings().get(0).summary())
        .contains("a folder above it is a link, and links are not followed", logs.toString());
  }

  @Test
  void folderThatIsNotThereIsUnknown() {
    CheckResult result = prune(new Upkept(), folder + "/nowhere/*.log");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).remedy()).contains("correct files");
    assertThat(result.covered().unread(folder + "/nowhere/*.log in time", Place.WHOLE)).isPresent();
  }

  /** Files of the kernel are those of this user, and nobody may delete them, not even root. */
  @Test
  void whatMayNotBeDeletedIsTold() {
    Path own = Path.of("/proc/" + ProcessHandle.current().pid());
    CheckResult result =
        new Upkept()
            .act(
                new PruneLogsAction(),
                "{files: [\"" + own + "/stat?s\"], older: 1h}",
                Optional.empty(),
                Instant.MAX.minus(Duration.ofDays(1)));

    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.summary()).startsWith("1 file could not be deleted: status: ");
              assertThat(finding.remedy()).contains("write the folder " + own);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs/*.log",
        "/*.log",
        "/home/app/logs/*",
        "/home/*/logs/x.log",
        "/home/../etc/*.log",
        "/home/app/logs/.."
      })
  void patternsThatCouldMeanTooMuchAreRefused(String pattern) {
    assertThatThrownBy(
            () -> SettingsOf.yaml(new PruneLogsAction().shape(), "{files: [\"" + pattern + "\"]}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("must be an absolute path whose last part may have * and ?");
  }
}
