package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.PushoverServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTestCommandTest extends Installation {
  AlertTestCommandTest(@TempDir Path folder) {
    super(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "critical | an emergency, rings every 60s for 1h until acknowledged | failure",
        "unknown  | an emergency, rings every 60s for 1h until acknowledged | failure",
        "warning  | priority 0                                              | success",
      })
  void showsWhoWouldHearOfItAndHow(String severity, String how, String ping) {
    Ran ran = gapwatch("alert", "test", "--check", "freshness", "--severity", severity);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            %s of check freshness, job chain
              ✅ phone (pushover): %s
              ✅ deadman (healthchecks): no message; the run pings %s
            """
                .formatted(severity, how, ping));
    assertThat(phone.requests() + deadMan.requests()).isZero();
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void isCriticalOfEachJobUnlessToldOtherwise() {
    assertThat(gapwatch("alert", "test").out())
        .startsWith("critical of check freshness, job chain");
  }

  @Test
  void isSentMarkedAsATestAndNothingIsKeptOfIt() {
    Ran ran = gapwatch("alert", "test", "--send");

    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("✅ phone (pushover): sent, marked as a test");
    PushoverServer.Arrived message = phone.messages().get(0);
    assertThat(message.title()).isEqualTo("TEST ❌ CHAIN UNHEALTHY");
    assertThat(message.message()).contains("this is a test", "Nothing is wrong.");
    assertThat(message.priority()).isEqualTo(2);
    assertThat(deadMan.requests()).isZero();
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void saysWhatASilenceHoldsBack() {
    gapwatch("run", "chain");
    Ran silenced =
        gapwatch("incidents", "silence", "freshness", "2h", "--comment", "backfill", "--by", "ann");
    assertThat(silenced.code()).as(silenced.err()).isZero();

    Ran ran = gapwatch("alert", "test");

    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(2);
    assertThat(ran.out())
        .containsPattern(
            "❌ phone \\(pushover\\): nothing now: silenced by ann until \\S+ \\S+ UTC"
                + " \\(backfill\\)")
        .contains("✅ deadman");
  }

  @Test
  void whatCannotBeReachedIsAFailure() {
    phone.failNext(1, Fault.REJECTION);

    Ran ran = gapwatch("alert", "test", "--send");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("❌ phone (pushover): refused: Pushover refused it (400)");
  }

  @Test
  void aChannelWithoutItsSecretTellsNobody() {
    Ran ran =
        Ran.gapwatch(
            folder,
            Map.of("USER", USER, "PING_URL", "https://hc-ping.com/x"),
            false,
            "alert",
            "test");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("❌ phone (pushover): nothing: ").contains("TOKEN");
  }

  @Test
  void aJobThatTellsNobodyIsAFailure() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file, Files.readString(file).replace("notify: [phone, deadman]", "notify: []"));

    Ran ran = gapwatch("alert", "test");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("❌ nobody would hear of it");
  }

  @Test
  void aCheckThatIsNotThereIsAnError() {
    Ran ran = gapwatch("alert", "test", "--check", "blocks");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("no check is called blocks").containsOnlyOnce("freshness");
    assertThat(gapwatch("alert", "test", "--severity", "bad").code()).isEqualTo(64);
  }

  @Test
  void upkeepAndSummariesHaveTheirAddresseesToo() throws IOException {
    withUpkeepAndSummary();

    Ran all = gapwatch("alert", "test");

    assertThat(all.code()).as(all.out()).isZero();
    assertThat(all.out())
        .contains(
            "critical of check freshness, job chain", "critical of upkeep logs", "summary dawn");
    assertThat(gapwatch("alert", "test", "--check", "freshness").out())
        .doesNotContain("upkeep", "summary");
    assertThat(gapwatch("alert", "test", "--job", "logs", "--severity", "warning").out())
        .isEqualToNormalizingNewlines(
            """
            warning of upkeep logs
              – phone (pushover): nothing: it is not to hear of a warning
            ❌ nobody would hear of it: no route takes it
            """);
    Ran sent = gapwatch("alert", "test", "--job", "dawn", "--send");
    assertThat(sent.code()).as(sent.out()).isZero();
    assertThat(sent.out())
        .isEqualToNormalizingNewlines(
            "summary dawn\n  ✅ phone (pushover): sent, marked as a test\n");
    assertThat(phone.messages())
        .singleElement()
        .satisfies(
            told -> assertThat(told.title()).isEqualTo("TEST summary dawn"),
            told -> assertThat(told.message()).contains("says nothing of your data"));

    Ran typo = gapwatch("alert", "test", "--job", "dwan");
    assertThat(typo.code()).isEqualTo(2);
    assertThat(typo.err())
        .contains("no job, upkeep or summary is called dwan; did you mean \"dawn\"?");
    assertThat(gapwatch("alert", "test", "--job", "logs", "--check", "freshness").err())
        .contains("no check of logs is called freshness");
  }

  /** They would have no meaning: a summary goes out whatever it says. */
  @Test
  void aSummaryHasNoRoutes() throws IOException {
    withUpkeepAndSummary();
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "jobs: [chain], notify: [phone]", "jobs: [chain], notify: [{channel: phone}]"));

    Ran refused = gapwatch("config", "check");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("summaries.dawn.notify[0]");
  }

  private void withUpkeepAndSummary() throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        upkeep:
          logs: {type: prune-logs, schedule: "20 4 * * *", files: ["%s/*.log"], older: 48h,
            notify: [{channel: phone, from: critical}]}
        summaries:
          dawn: {schedule: "0 7 * * *", jobs: [chain], notify: [phone]}
        """
            .formatted(folder),
        StandardOpenOption.APPEND);
  }
}
