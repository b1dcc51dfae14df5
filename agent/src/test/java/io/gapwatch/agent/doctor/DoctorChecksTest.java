package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.doctor.Diagnosis.Mark;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.result.SecretOutcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void aStateFolderThatOthersCanRead() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(new StateFolderCheck(folder).examine())
        .containsExactly(
            Diagnosis.ok(folder + " is writable"),
            Diagnosis.warning("other users can read it (rwxr-xr-x)", "chmod 0700 " + folder));
  }

  @Test
  void aStateFolderAsItShouldBe() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

    assertThat(marks(new StateFolderCheck(folder))).containsExactly(Mark.OK, Mark.OK);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStateFolderThatIsAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("state"), "");

    assertThat(marks(new StateFolderCheck(file))).containsExactly(Mark.FAILED);
    assertThat(marks(new StateFolderCheck(folder.resolve("none")))).containsExactly(Mark.WARNING);
  }

  @Test
  void littleAndTooLittleRoom() {
    StateDiskCheck disk = new StateDiskCheck(folder.resolve("not/yet/made"));

    assertThat(disk.judge(200_000_000).mark()).isEqualTo(Mark.OK);
    assertThat(disk.judge(199_999_999).mark()).isEqualTo(Mark.WARNING);
    assertThat(disk.judge(20_000_000).mark()).isEqualTo(Mark.WARNING);
    assertThat(disk.judge(19_999_999).mark()).isEqualTo(Mark.FAILED);
    assertThat(disk.examine()).hasSize(1);
  }

  @Test
  void aDamagedHistory() throws Exception {
    assertThat(marks(new HistoryCheck(folder))).containsExactly(Mark.OK);
    assertThat(folder).isEmptyDirectory();
    History.open(folder).close();
    assertThat(marks(new HistoryCheck(folder))).containsExactly(Mark.OK);

    Files.writeString(folder.resolve("history.db"), "this is not a database");

    assertThat(marks(new HistoryCheck(folder))).containsExactly(Mark.FAILED);
  }

  @Test
  void secretsByTheirLengthOnly() {
    SecretsCheck check =
        new SecretsCheck(
            "OCI Vault",
            true,
            () ->
                List.of(
                    SecretOutcome.fetched("KEY", 12),
                    SecretOutcome.fetched("PIN", 3),
                    SecretOutcome.fetched("TOKEN", 30, "version 3 of 2026-11-20T08:00:00Z"),
                    SecretOutcome.failed("USER", "gone")));

    assertThat(check.examine())
        .containsExactly(
            Diagnosis.ok("KEY from OCI Vault (12 characters)"),
            Diagnosis.ok(
                "PIN from OCI Vault (3 characters, too short to be taken out of messages that"
                    + " quote it)"),
            Diagnosis.ok("TOKEN from OCI Vault (30 characters, version 3 of 2026-11-20T08:00:00Z)"),
            Diagnosis.failed(
                "USER: gone", "store it in OCI Vault under this name, or correct the name"));
    assertThat(check.needsNetwork()).isTrue();
  }

  @Test
  void credentialsInClearToAnotherMachine() {
    PlainHttpCheck check =
        new PlainHttpCheck(
            Map.of(
                "away", URI.create("http://checks.example.org"),
                "here", URI.create("http://127.0.0.1:8000"),
                "safe", URI.create("https://api.pushover.net")));

    assertThat(check.examine())
        .containsExactly(
            Diagnosis.warning(
                "channel away sends its credentials to checks.example.org unencrypted",
                "use https:// in its api:"));
  }

  @Test
  void clocksThatDisagree() {
    assertThat(ClockOffset.judge("theirs", NOW.minusSeconds(3), NOW).mark()).isEqualTo(Mark.OK);
    assertThat(ClockOffset.judge("theirs", NOW.minusSeconds(4), NOW))
        .isEqualTo(
            Diagnosis.warning(
                "our clock is 4s ahead of theirs",
                "check timedatectl status, and enable time synchronisation: timedatectl "
                    + "set-ntp true"));
    assertThat(ClockOffset.judge("theirs", NOW.plusSeconds(31), NOW).mark()).isEqualTo(Mark.FAILED);
  }

  @Test
  void aServerThatDoesNotAnswerTellsNoTime() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    assertThat(marks(new ServerClockCheck(Optional.of(URI.create("http://127.0.0.1:1")), clock)))
        .containsExactly(Mark.UNKNOWN);
    assertThat(marks(new ServerClockCheck(Optional.empty(), clock))).containsExactly(Mark.SKIPPED);
  }

  @Test
  void whatDoesNotLoadIsTold() {
    assertThat(
            marks(
                new VersionsCheck(
                    Map.of(
                        "DuckDB",
                        () -> {
                          throw new GapwatchException("does not fit this machine");
                        }))))
        .containsExactly(Mark.FAILED);
  }

  @Test
  void theReleaseInUse() throws Exception {
    Path current = folder.resolve("current");
    assertThat(new ReleaseCheck(current).examine())
        .containsExactly(Diagnosis.ok("not installed as a release"));

    Path release = Files.createDirectory(folder.resolve("3f2a"));
    Files.writeString(release.resolve("manifest.json"), "{}");
    Files.createSymbolicLink(current, release);

    assertThat(new ReleaseCheck(current).examine())
        .containsExactly(Diagnosis.ok("3f2a in " + current));
  }

  @Test
  void oneThatBreaksIsUnknownAndNeverQuoted() {
    DoctorCheck broken =
        DoctorCheck.of(
            "broken",
            () -> {
              throw new IllegalStateException("token=s3cret");
            });

    Examination.Examined examined = new Examination(false).of(broken);

    assertThat(examined.fails()).isTrue();
    assertThat(DoctorText.of(examined)).contains("❓ broken").doesNotContain("s3cret");
  }

  @Test
  void offlineAsksNothingThatNeedsTheNetwork() {
    DoctorCheck remote =
        new SecretsCheck(
            "OCI Vault",
            true,
            () -> {
              throw new IllegalStateException("asked");
            });

    assertThat(DoctorText.of(new Examination(true).of(remote)))
        .isEqualTo("➖ secrets: skipped: it needs the network (--offline)\n");
  }

  private static List<Mark> marks(DoctorCheck check) {
    return check.examine().stream().map(Diagnosis::mark).toList();
  }
}
