package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears of what when. */
class RoutesTest extends RoutedInstallation {
  RoutesTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void whatIsHeldBackAtNightIsToldWhenTheOfficeOpens() throws IOException {
    notify("{channel: phone, during: office}, deadman", OFFICE);

    Ran night = gapwatch("run", "chain");

    assertThat(night.code()).isEqualTo(1);
    assertThat(phone.messages()).isEmpty();
    assertThat(night.out())
        .contains(
            "phone: nothing to send; 1 held back: outside of office until 2026-11-23 08:00 UTC");
    assertThat(gapwatch("incidents").out())
        .contains(
            "phone of job chain: 1 incident held back: outside of office until 2026-11-23 08:00"
                + " UTC");
    String id = gapwatch("incidents").out().substring(0, 5);
    assertThat(gapwatch("incidents", "show", id).out())
        .contains("opened to phone: muted: outside of office until 2026-11-23 08:00 UTC");

    gapwatch("run", "chain", "--now", MONDAY);

    assertThat(phone.messages())
        .singleElement()
        .satisfies(
            told -> assertThat(told.message()).contains("sent late: opened 2026-11-21 00:00 UTC"));
    assertThat(gapwatch("incidents").out()).doesNotContain("held back");
  }

  @Test
  void quietHoursLetCriticalThrough() throws IOException {
    notify("{channel: phone, during: office}, {channel: phone, from: critical}, deadman", OFFICE);

    gapwatch("run", "chain");

    assertThat(phone.messages()).hasSize(1);
  }

  @Test
  void aChannelForWarningsHearsNothingCritical() throws IOException {
    notify("{channel: phone, to: warning}, deadman", "");

    Ran run = gapwatch("run", "chain");

    assertThat(phone.messages()).isEmpty();
    assertThat(run.out()).contains("phone: nothing to send").doesNotContain("held back");
    String id = gapwatch("incidents").out().substring(0, 5);
    assertThat(gapwatch("incidents", "show", id).out())
        .contains("opened to phone: dropped: not for this channel, by its routes");
    Ran test = gapwatch("alert", "test");
    assertThat(test.out())
        .contains("– phone (pushover): nothing: it is not to hear of anything critical");
    assertThat(test.code()).isZero();
    assertThat(gapwatch("alert", "test", "--send").out()).contains("– phone");
    assertThat(gapwatch("alert", "test", "--severity", "warning").out()).contains("✅ phone");
  }

  @Test
  void aWindowOfTheFileHoldsBackAndIsAnnounced() throws IOException {
    notify(
        "phone, deadman",
        "maintenance: [{name: night, every: [fri], from: \"23:30\", to: \"02:30\", zone: UTC,"
            + " jobs: [chain]}]\n");

    Ran inside = gapwatch("run", "chain");

    assertThat(inside.code()).as("it mutes messages and nothing else").isEqualTo(1);
    assertThat(phone.messages()).isEmpty();
    assertThat(inside.out())
        .contains(
            "maintenance: until 2026-11-21 02:30 UTC: night; messages about it are held back",
            "phone: nothing to send; 1 held back: maintenance until 2026-11-21 02:30 UTC: night");
    assertThat(gapwatch("maintenance", "list").out())
        .isEqualToNormalizingNewlines(
            "night  now, until 2026-11-21 02:30 UTC: jobs chain; every week\n");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(gapwatch("maintenance", "list", "--format", "json").out()))
        .isEqualTo(
            json.readTree(
                """
                [{"name": "night", "from": "2026-11-20T23:30:00Z", "until": "2026-11-21T02:30:00Z",
                  "lasts": true, "weekly": true, "jobs": ["chain"], "checks": [], "sources": []}]
                """));
    assertThat(
            json.readTree(gapwatch("incidents", "list", "--format", "json").out())
                .findPath("heldBack"))
        .isEqualTo(
            json.readTree(
                """
                [{"channel": "phone", "why": "maintenance until 2026-11-21 02:30 UTC: night"}]
                """));
    assertThat(gapwatch("alert", "test").out())
        .contains("❌ phone (pushover): nothing now: maintenance until 2026-11-21 02:30 UTC: night");

    gapwatch("run", "chain", "--now", "2026-11-21T03:07:00Z");

    assertThat(phone.messages()).hasSize(1);
  }

  @Test
  void routesToWhatIsNotThereAreRefused() throws IOException {
    notify("{channel: fone, during: ofice}, {channel: phone, from: critical, to: warning}", OFFICE);
    Ran refused = gapwatch("config", "check");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out() + refused.err())
        .contains(
            "notify[0].channel",
            "did you mean \"phone\"?",
            "notify[0].during",
            "did you mean \"office\"?",
            "from must not be worse than to");
  }

  @Test
  void aSummaryOfAGoodRunKeepsToTheTimesAndIsForWhoIsToHearOfAllOnly() throws IOException {
    escalating();
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("{channel: phone, to: warning}", "{channel: phone, during: office}")
            .replace("jobs:\n", OFFICE + "jobs:\n")
            .replace("blocks, chain: ethereum", "blocks, warning: 70h, critical: 71h"));

    assertThat(gapwatch("run", "chain").code()).isZero();
    assertThat(phone.messages()).as("neither at night, nor to who is on call").isEmpty();

    gapwatch("run", "chain", "--now", MONDAY);
    assertThat(phone.messages()).hasSize(1);

    gapwatch("maintenance", "add", "90h", "--comment", "move");
    gapwatch("run", "chain", "--now", "2026-11-23T08:37:00Z");
    assertThat(phone.messages()).as("nor while work is planned").hasSize(1);
  }

  @Test
  void timesInWhichNoRunFallsAreRefused() throws IOException {
    notify(
        "{channel: phone, during: morning}, deadman",
        "times: {morning: {days: [mon-sun], from: \"04:30\", to: \"05:30\"}}\n");
    Ran refused = gapwatch("config", "check");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "jobs.chain.notify[0].during",
            "no run of the job falls into these times, so that the channel would never hear of"
                + " anything");

    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(file, Files.readString(file).replace("04:30", "24:00"));
    assertThat(gapwatch("config", "check").err()).contains("times.morning.from");
  }

  @Test
  void peopleAreNamedByWhatCarriesMessages() throws IOException {
    notify("phone]\n    escalate: {after: 1h, to: deadman", "");
    Path file = folder.resolve("gapwatch.yaml");
    String text = Files.readString(file).replace("to: deadman]", "to: deadman}");
    Files.writeString(
        file,
        text
            + """
            upkeep:
              logs: {type: prune-logs, files: [logs/*.log], schedule: "0 3 * * *", notify: [{channel: fone, during: nix}]}
            summaries:
              week: {schedule: "0 7 * * 1", jobs: [chain], notify: [{channel: fone}]}
            maintenance:
              - {name: night, every: [sat], from: "23:30", to: "02:30", jobs: [logs]}
            """);
    Ran refused = gapwatch("config", "check");
    assertThat(refused.err())
        .contains(
            "jobs.chain.escalate.to: must be a channel that carries messages",
            "upkeep.logs.notify[0].channel",
            "upkeep.logs.notify[0].during",
            "summaries.week.notify[0].channel")
        .doesNotContain("maintenance[0]");
  }
}
