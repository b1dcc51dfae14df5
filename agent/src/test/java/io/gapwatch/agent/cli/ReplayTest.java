package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay never touches the history of real runs. */
class ReplayTest extends Installation {
  private static final String THEN = "2026-11-20T12:07:00Z";

  ReplayTest(@TempDir Path folder) {
    super(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run chain --now " + THEN,
        "run chain --now " + THEN + " --state state",
        "run chain --now " + THEN + " --state link/../state/.",
        "run chain --now " + THEN + " --state link",
        "incidents silence blocks 2h --comment move --now " + THEN,
        "incidents unsilence 01KAJX --now " + THEN,
        "incidents ack 01KAJX --now " + THEN
      })
  void intoTheRealHistoryIsRefused(String command) throws IOException {
    gapwatch("run", "chain");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("state"));
    String before = gapwatch("report", "chain", "--since", "30d").out();
    Ran refused = replay(command.split(" "));
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains(
            "would write it into the history of real runs in "
                + folder.resolve("state").toRealPath(),
            "--state /tmp/replay",
            "gapwatch check --now");
    assertThat(gapwatch("report", "chain", "--since", "30d").out()).isEqualTo(before);
  }

  @Test
  void hasAStateOfItsOwn() throws IOException {
    gapwatch("run", "chain");
    String before = gapwatch("report", "chain", "--since", "30d").out();
    Ran run = replay("run", "chain", "--now", "2026-11-20T23:07:00Z", "--state", "replay");
    assertThat(run.code()).as(run.err()).isNotEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("replay/history.db")).isRegularFile();
    assertThat(gapwatch("report", "chain", "--since", "30d").out()).isEqualTo(before);
  }

  /** The job is critical now; it was fine then. */
  @Test
  void isNoSignOfLifeForAnybody() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
                .replace("    schedule:", "    reports: {to: reports, keep: 30d}\n    schedule:")
            + "page: {to: www}\nmetrics: {textfile: gapwatch.prom}\n");
    Ran ran = replay("run", "chain", "--now", "2026-11-20T23:04:00Z", "--state", "replay");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.err())
        .contains("a replay of 2026-11-20T23:04:00Z: no dead-man's switch was pinged");
    assertThat(ran.out()).contains("HEALTH CHECK PASSED").doesNotContain("pinged");
    assertThat(deadMan.pings(check)).isEmpty();
    for (String written : List.of("www", "gapwatch.prom", "reports")) {
      assertThat(folder.resolve(written)).doesNotExist();
    }
    Ran real = gapwatch("run", "chain");
    assertThat(real.out()).contains("deadman: pinged failure");
    assertThat(real.err()).doesNotContain("replay");
    assertThat(folder.resolve("www/index.html")).exists();
    assertThat(folder.resolve("reports")).isNotEmptyDirectory();
  }

  @Test
  void readingNeedsNone() {
    assertThat(replay("check", "--now", "2026-11-20T23:07:00Z").code())
        .isNotEqualTo(ExitCode.USAGE);
    assertThat(replay("incidents", "list", "--now", THEN).code()).isNotEqualTo(ExitCode.USAGE);
  }

  private Ran replay(String... arguments) {
    return Ran.at(
        Ran.NOW,
        folder,
        Map.of("TOKEN", TOKEN, "USER", USER, "PING_URL", deadMan.pingUrl(check).toString()),
        false,
        arguments);
  }
}
