package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands for looking back and for handling incidents. */
class OfficeTest extends Installation {
  OfficeTest(@TempDir Path folder) {
    super(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "report chain, 2",
    "report chain --since 12h, 2",
    "report nowhere, 2",
    "report chain --since soon, 64",
    "report chain --format pdf, 64",
    "incidents, 2",
    "incidents show, 64",
    "incidents silence blocks 2h, 64",
    "calibrate, 2",
    "backup backup.zip, 2",
    "restore nowhere.zip, 2",
  })
  void beforeTheFirstRunThereIsNothingToLookAt(String line, int code) {
    assertThat(gapwatch(line.split(" ", -1)).code()).isEqualTo(code);
    assertThat(folder.resolve("state/history.db")).doesNotExist();
  }

  @Test
  void aReportOfTheLastRunAndOfTheNight() {
    gapwatch("run", "chain");

    assertThat(gapwatch("report", "chain").out())
        .contains("❌ newest block is 1h old", "❌ HEALTH CHECK FAILED");
    assertThat(gapwatch("report", "chain", "--since", "12h").out())
        .contains("❌ 1 run: 0 ok, 0 warning, 1 critical", "freshness age 1h");
    assertThat(gapwatch("report", "chain", "--format", "json").out())
        .isEqualTo(gapwatch("run", "chain", "--format", "json").out());
    Ran late = gapwatch("report", "chain", "--since", "1h", "--now", "2026-11-21T09:00:00Z");
    assertThat(late.code()).isEqualTo(2);
    assertThat(late.err()).contains("0 missed; the last one began 2026-11-21 00:00 UTC");
    Ran later = gapwatch("report", "chain", "--since", "6h", "--now", "2026-11-21T09:20:00Z");
    assertThat(later.err()).contains("; 2 missed; the last one began 2026-11-21 00:00 UTC");
  }

  @Test
  void aReportOfTheNightTellsWhichRunsWereMissed() {
    gapwatch("run", "chain");
    gapwatch("run", "chain", "--now", "2026-11-21T09:20:00Z");
    Ran night = gapwatch("report", "chain", "--since", "12h", "--now", "2026-11-21T10:00:00Z");

    assertThat(night.out())
        .contains(
            "4 due by schedule: 1 ran, 3 missed, counted since the first known run at",
            "missed: 2026-11-21 00:07 UTC, 2026-11-21 03:07 UTC, 2026-11-21 06:07 UTC");
  }

  @Test
  void anIncidentIsAcknowledgedAndEscalated() {
    gapwatch("run", "chain");
    String id = gapwatch("incidents").out().substring(0, 5);

    assertThat(phone.messages().get(0).message()).contains(" [" + id + "]");
    assertThat(gapwatch("incidents", "ack", id.substring(0, 3), "--by", "ann").out())
        .isEqualTo(id + " acknowledged by ann" + System.lineSeparator());
    assertThat(gapwatch("incidents", "show", id).out())
        .contains("state:       open, acknowledged by ann", "opened to phone: delivered");
    assertThat(gapwatch("incidents", "escalate", id).out())
        .startsWith("ESCALATION: chain monitoring")
        .contains("Component: staleness, check freshness of source ethereum");
    assertThat(gapwatch("report", "chain").out()).contains("  " + id + "  CRITICAL");
    Ran typo = gapwatch("incidents", "show", id.substring(0, 4) + "u");
    assertThat(typo.code()).isEqualTo(2);
    assertThat(typo.err()).contains("did you mean \"" + id + "\"?");
    assertThat(gapwatch("incidents", "list", "--format", "json").out())
        .contains("\"shortId\" : \"" + id + '"');
  }

  @Test
  void whoAcknowledgedItStandsInEveryLaterMessage() throws IOException {
    gapwatch("run", "chain");
    gapwatch("incidents", "ack", gapwatch("incidents").out().substring(0, 5), "--by", "ann");
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("blocks, chain: ethereum", "blocks, warning: 50m, critical: 4h"));

    gapwatch("run", "chain", "--now", "2026-11-21T00:10:00Z");

    assertThat(phone.messages()).hasSize(2);
    assertThat(phone.messages().get(1).message()).contains("eased, ", "acknowledged by ann");
  }

  @Test
  void aSilenceOfACheckThatDoesNotExistIsRefused() {
    gapwatch("run", "chain");
    Ran refused = gapwatch("incidents", "silence", "freshnes", "2h", "--comment", "upgrade");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("no check matches freshnes,", "would silence nothing", "\"freshness\"?");
    assertThat(gapwatch("incidents", "silence", "", "2h", "--comment", "upgrade").err())
        .contains("a silence needs the id of a check or an incident");
    assertThat(gapwatch("incidents", "silences").out()).startsWith("0 silences");

    gapwatch("incidents", "silence", "freshness/*", "2h", "--comment", "upgrade");
    assertThat(gapwatch("incidents", "silences").out()).doesNotContain("someone");
  }

  @Test
  void anIncidentIsSilencedByItsId() {
    gapwatch("run", "chain");
    String id = gapwatch("incidents").out().substring(0, 5);
    assertThat(gapwatch("incidents", "silence", id.substring(0, 4), "2h", "--comment", "x").out())
        .as("by the beginning of it")
        .contains(" silences freshness/");
    assertThat(gapwatch("incidents", "silence", "zzzzz", "2h", "--comment", "known").err())
        .contains("no check matches zzzzz");
  }

  /** It may come to be wrong later, or be misspelt. */
  @Test
  void aSilenceOfASubjectThatIsNotWrongSaysSo() {
    gapwatch("run", "chain");
    assertThat(gapwatch("incidents", "silence", "freshness/nosuch", "1h", "--comment", "x").out())
        .endsWith("; it fits no open incident\n");
    assertThat(gapwatch("incidents", "silence", "freshness/*", "1h", "--comment", "x").out())
        .doesNotContain("fits no");
  }

  @Test
  void whatIsSilencedIsNotTold() {
    gapwatch("run", "chain", "--now", "2026-11-20T23:00:01Z");
    int told = phone.messages().size();
    String silence =
        gapwatch("incidents", "silence", "fresh*", "2h", "--comment", "upgrade", "--by", "ann")
            .out();
    assertThat(silence).contains(" silences fresh* until 2026-11-21 02:00 UTC");
    assertThat(gapwatch("incidents", "silences").out()).contains(": upgrade", "1 silence");

    assertThat(gapwatch("run", "chain").out())
        .contains("1 held back: silenced by ann until 2026-11-21 02:00 UTC (upgrade)");
    assertThat(phone.messages()).hasSize(told);
    assertThat(gapwatch("incidents").out()).contains("held back: silenced by ann until 2026-11-21");

    gapwatch("incidents", "unsilence", silence.substring(0, 5));
    assertThat(gapwatch("incidents", "silences").out()).startsWith("0 silences");
    assertThat(gapwatch("incidents", "unsilence", silence.substring(0, 5)).code()).isEqualTo(2);

    gapwatch("run", "chain");
    assertThat(phone.messages()).as("told once it is over").hasSize(told + 1);
  }

  @Test
  void aLinkThatCannotBeSignedIsMissed() throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        "serve: {listen: \"127.0.0.1:0\", address: \"https://status.example.org\"}\n",
        StandardOpenOption.APPEND);
    Files.createDirectories(folder.resolve("state/link-key/in-the-way"));

    Ran without = gapwatch("run", "chain");

    assertThat(without.out())
        .contains("messages have no link to acknowledge: their key, link-key in ", "of 32 bytes");
    assertThat(phone.messages())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).doesNotContain("https://status"));

    Files.delete(folder.resolve("state/link-key/in-the-way"));
    Files.delete(folder.resolve("state/link-key"));
    assertThat(gapwatch("run", "chain").out()).doesNotContain("messages have no link");
    assertThat(folder.resolve("state/link-key")).isRegularFile();
  }
}
