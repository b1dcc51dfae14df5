package io.gapwatch.agent.probe.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.host.HostSession;
import io.gapwatch.agent.source.host.HostSession.Volume;
import io.gapwatch.agent.source.host.Proc;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final long GIB = 1L << 30;
  private static final String ROOT = "{paths: [/]}";

  /** A host with these file systems. */
  private record Host(Map<Path, Volume> volumes) implements HostSession {
    @Override
    public Volume volume(Path path, Duration timeout) {
      Volume volume = volumes.get(path);
      if (volume == null) {
        throw new SourceUnavailableException("machine: there is no " + path, "mount it");
      }
      return volume;
    }

    @Override
    public Sign sign(Path file, Duration timeout) {
      throw new AssertionError("nobody asks for signs of life");
    }

    @Override
    public Proc proc() {
      throw new AssertionError("a disk is none of its business");
    }

    @Override
    public String answeredBy() {
      return "a test";
    }

    @Override
    public String identity() {
      return "a test";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static CheckResult check(String yaml, Past past, Map<Path, HostSession.Volume> volumes) {
    DiskCheck type = new DiskCheck();
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("disk", "disk", "machine", "DISK", type.metrics().limits(settings));
    return new Judge()
        .judge(check, type.probe(settings).ask(Contexts.of(new Host(volumes), NOW, past)), NOW);
  }

  private static Map<Path, HostSession.Volume> root(long gibFree) {
    return Map.of(
        Path.of("/"),
        new HostSession.Volume(100 * GIB, gibFree * GIB, gibFree * GIB, 1000, 900, "/"));
  }

  @ParameterizedTest
  @CsvSource({"50, OK", "20, OK", "19, WARNING", "10, WARNING", "9, CRITICAL", "0, CRITICAL"})
  void shareInUseDecides(long gibFree, Status status) {
    assertThat(check(ROOT, Past.NONE, root(gibFree)).status()).isEqualTo(status);
  }

  @Test
  void reserveOfRootIsNeitherUsedNorUsable() {
    // 95 GiB of 100 in use or reserved: df(1) says 90 % of the 95 that users can have.
    CheckResult result =
        check(
            ROOT,
            Past.NONE,
            Map.of(Path.of("/"), new HostSession.Volume(100 * GIB, 9 * GIB, 14 * GIB, 0, 0, "/")));
    assertThat(result.facts().get(0).text()).isEqualTo("90.5% used, 9GiB free of 95GiB");
  }

  @Test
  void saysWhatWasSeenPerPath() {
    CheckResult result = check(ROOT, Past.NONE, root(42));
    assertThat(result.summary()).isEqualTo("/ 58.0% used");
    assertThat(result.facts().get(0).text())
        .isEqualTo("58.0% used, 42GiB free of 100GiB, inodes 10.0% used");
    assertThat(result.measured())
        .containsEntry("used", Map.of("/", 58.0))
        .containsEntry("inodes", Map.of("/", 10.0))
        .containsEntry("free", Map.of("/", 42 * GIB))
        .doesNotContainKey("untilFull");
  }

  @Test
  void inodesRunOutWhileThereIsSpace() {
    CheckResult result =
        check(
            ROOT,
            Past.NONE,
            Map.of(
                Path.of("/"),
                new HostSession.Volume(100 * GIB, 90 * GIB, 90 * GIB, 1000, 50, "/")));
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("/ inodes");
              assertThat(finding.summary()).isEqualTo("95.0% of inodes used");
              assertThat(finding.remedy()).contains("du -xh / ");
            });
  }

  @Test
  void fillingUpIsSeenBeforeItIsFull() {
    // 6 GiB in 6 hours, and 40 GiB are left: 40 hours by now.
    Past past = Contexts.left(Map.of("free", Map.of("/", 46 * GIB)), NOW.minusSeconds(6 * 3600));
    CheckResult result = check(ROOT, past, root(40));
    assertThat(result.measured()).containsEntry("untilFull", Map.of("/", 40 * 3600.0));
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.facts().get(0).text()).endsWith(", full in 1d 16h");

    CheckResult strict = check("{paths: [/], untilFull: {critical: <2d}}", past, root(40));
    assertThat(strict.findings()).extracting(Finding::subject).containsExactly("/ filling up");
    assertThat(strict.status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void whatNoLongerFillsUpIsWellAgain() {
    Past past = Contexts.left(Map.of("free", Map.of("/", 30 * GIB)), NOW.minusSeconds(6 * 3600));
    assertThat(check(ROOT, past, root(40)).covered().unread("/ filling up", Place.WHOLE)).isEmpty();
    Past little = Contexts.left(Map.of("free", Map.of("/", 30 * GIB)), NOW.minusSeconds(60));
    assertThat(check(ROOT, little, root(40)).covered().unread("/ filling up", Place.WHOLE))
        .isPresent();
  }

  /** The folder is there still, and shows the file system below it, which has room. */
  @Test
  void aDiskThatIsNoLongerMountedIsNotWell() {
    String yaml = "{paths: [/data/chain, /]}";
    Path data = Path.of("/data/chain");
    Volume full = new Volume(100 * GIB, GIB, GIB, 0, 0, "/data");
    Volume root = new Volume(100 * GIB, 80 * GIB, 80 * GIB, 0, 0, "/");
    CheckResult first = check(yaml, Past.NONE, Map.of(data, full, Path.of("/"), root));
    assertThat(first.findings()).extracting(Finding::subject).containsExactly("/data/chain");

    Past past = Contexts.left(first.measured(), NOW.minusSeconds(3600));
    CheckResult gone = check(yaml, past, Map.of(data, root, Path.of("/"), root));
    assertThat(gone.status()).isEqualTo(Status.UNKNOWN);
    assertThat(gone.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("/data/chain");
              assertThat(finding.summary())
                  .isEqualTo(
                      "could not be checked: nothing is mounted at /data, where the disk of"
                          + " /data/chain was: it is on / now");
              assertThat(finding.remedy()).contains("findmnt /data");
            });
    assertThat(gone.covered().unread("/data/chain", Place.WHOLE)).isPresent();

    Past still = Contexts.left(gone.measured(), NOW.minusSeconds(3600));
    assertThat(still.newest(DiskCheck.MOUNTED, NOW.minusSeconds(9999)))
        .as("so that the newest of this path is that of the disk")
        .doesNotContainKey("/data/chain");
    assertThat(check(yaml, past, Map.of(data, full, Path.of("/"), root)).status())
        .isEqualTo(Status.CRITICAL);
  }

  @Test
  void aDiskThatIsNewlyMountedIsMeasured() {
    Past past = Contexts.left(Map.of("mounted", Map.of("/data", 1)), NOW.minusSeconds(3600));
    Volume disk = new Volume(100 * GIB, 80 * GIB, 80 * GIB, 0, 0, "/data");
    assertThat(check("{paths: [/data]}", past, Map.of(Path.of("/data"), disk)).status())
        .isEqualTo(Status.OK);
  }

  /** Which one is behind a link cannot be told from its path. */
  @Test
  void behindALinkItIsMeasuredWhereverItIs() {
    Path link = Path.of("/data");
    Volume one = new Volume(100 * GIB, 80 * GIB, 80 * GIB, 0, 0, "/mnt/one");
    CheckResult first = check("{paths: [/data]}", Past.NONE, Map.of(link, one));
    Past past = Contexts.left(first.measured(), NOW.minusSeconds(3600));
    Volume other = new Volume(100 * GIB, 80 * GIB, 80 * GIB, 0, 0, "/mnt/2");
    assertThat(check("{paths: [/data]}", past, Map.of(link, other)).status()).isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @CsvSource({"40, 21600", "39, 21600", "46, 60"})
  void noForecastWhereItDoesNotFillOrTooLittleIsKnown(long gibThen, long secondsAgo) {
    Past past =
        Contexts.left(Map.of("free", Map.of("/", gibThen * GIB)), NOW.minusSeconds(secondsAgo));
    assertThat(check(ROOT, past, root(40)).measured()).doesNotContainKey("untilFull");
  }

  @Test
  void pathThatIsMissingHidesNoFullDisk() {
    CheckResult result = check("{paths: [/data, /]}", Past.NONE, root(5));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.summary()).isEqualTo("/ 95.0% used, /data unknown");
    assertThat(result.measured()).containsEntry("used", Map.of("/", 95.0));
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("/", Severity.CRITICAL), tuple("/data", Severity.UNKNOWN));
    assertThat(result.findings().get(1).summary())
        .isEqualTo("could not be checked: machine: there is no /data");
    assertThat(result.findings().get(1).remedy()).isEqualTo("mount it");
    assertThat(result.answered()).isTrue();
  }

  @Test
  void nothingKnownIsUnknownAsAWhole() {
    CheckResult result = check("{paths: [/data, /home]}", Past.NONE, root(50));
    assertThat(result.answered()).isFalse();
    assertThat(result.summary())
        .isEqualTo("could not be checked: machine: there is no /data; machine: there is no /home");
  }

  @Test
  void viewOfTheKernelIsNoDisk() {
    Map<Path, HostSession.Volume> volumes =
        Map.of(Path.of("/"), new HostSession.Volume(0, 0, 0, 0, 0, "/"));
    assertThat(check(ROOT, Past.NONE, volumes).summary()).contains("has no size");
  }

  @Test
  void metricThatIsOffIsNotJudged() {
    assertThat(check("{paths: [/], warning: off, critical: off}", Past.NONE, root(1)).status())
        .isEqualTo(Status.OK);
  }
}
