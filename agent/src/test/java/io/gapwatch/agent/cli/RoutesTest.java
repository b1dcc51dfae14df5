package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears of what when. The run of the installation is on a Saturday, at midnight UTC. */
class RoutesTest extends Installation {
  private static final String OFFICE =
      "times: {office: {days: [mon-fri], from: \"09:00\", to: \"17:00\", zone: Europe/Berlin}}\n";
  private static final String MONDAY = "2026-11-23T08:07:00Z";

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
  void windowsOfTheFileAreListedBeforeTheFirstRun() throws IOException {
    notify(
        "phone, deadman",
        "maintenance: [{name: move, start: 2026-11-21T22:00:00Z, end: 2026-11-22T02:00:00Z}]\n");
    assertThat(gapwatch("maintenance").out()).startsWith("move  ");
    Ran added = gapwatch("maintenance", "add", "2h", "--comment", "new disk");
    assertThat(added.code()).isEqualTo(2);
    assertThat(added.err()).contains("run a job first: gapwatch run chain");
    assertThat(folder.resolve("state/history.db")).doesNotExist();
  }

  @Test
  void aWindowIsMadeByCommandAndEnded() {
    gapwatch("run", "chain", "--now", "2026-11-20T23:00:01Z");
    int told = phone.messages().size();
    Ran made =
        gapwatch(
            "maintenance", "add", "2h", "--jobs", "chain", "--comment", "new disk", "--by", "ann");
    assertThat(made.out()).contains(" holds messages back until 2026-11-21 02:00 UTC: jobs chain");
    String id = made.out().substring(0, 5);

    gapwatch("run", "chain");
    assertThat(phone.messages()).hasSize(told);
    assertThat(gapwatch("maintenance").out())
        .contains(id + "  now, until 2026-11-21 02:00 UTC: jobs chain", "by ann: new disk");

    assertThat(gapwatch("maintenance", "remove", id.substring(0, 4)).out())
        .contains(id + " no longer holds messages back: new disk");
    gapwatch("run", "chain");
    assertThat(phone.messages()).hasSize(told + 1);
    assertThat(gapwatch("maintenance").out()).contains("no window lasts or will come");
  }

  @Test
  void aWindowForWhatIsNotThereIsRefused() {
    gapwatch("run", "chain");
    Ran refused = gapwatch("maintenance", "add", "2h", "--jobs", "chian", "--comment", "new disk");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("no job is called chian; did you mean \"chain\"?");
    assertThat(gapwatch("maintenance", "add", "2h").code()).isEqualTo(64);
    assertThat(gapwatch("maintenance", "remove", "kbxmd").err()).contains("no window has an id");
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
  void whatNobodyTookOnIsToldToAnotherChannelOnce() throws IOException {
    escalating();
    gapwatch("run", "chain");
    assertThat(phone.messages()).as("the team is to hear of warnings only").isEmpty();

    gapwatch("run", "chain", "--now", "2026-11-21T00:59:00Z");
    assertThat(phone.messages()).isEmpty();
    gapwatch("run", "chain", "--now", "2026-11-21T01:00:00Z");
    assertThat(phone.messages())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains("(not acknowledged, since "));
    gapwatch("run", "chain", "--now", "2026-11-21T04:00:00Z");
    assertThat(phone.messages()).hasSize(1);
    String id = gapwatch("incidents").out().substring(0, 5);
    assertThat(gapwatch("incidents", "show", id).out())
        .contains("escalated (critical)", "escalated to oncall: delivered");
  }

  @Test
  void whatAClockThatWasAheadOpenedIsEscalated() throws IOException {
    escalating();
    gapwatch("run", "chain", "--now", "2029-11-21T00:00:00Z");
    assertThat(escalated()).isZero();
    gapwatch("run", "chain", "--now", "2026-11-21T00:05:00Z");
    assertThat(escalated()).as("nobody can tell since when it is open").isOne();
    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");
    assertThat(escalated()).isOne();
  }

  private long escalated() {
    return phone.messages().stream()
        .filter(told -> told.message().contains("(not acknowledged, since "))
        .count();
  }

  @Test
  void whatSomebodyTookOnIsNotEscalated() throws IOException {
    escalating();
    gapwatch("run", "chain");
    gapwatch("incidents", "ack", gapwatch("incidents").out().substring(0, 5), "--by", "ann");

    gapwatch("run", "chain", "--now", "2026-11-21T02:00:00Z");

    assertThat(phone.messages()).isEmpty();
  }

  @Test
  void anEscalationWaitsForTheEndOfAWindow() throws IOException {
    escalating();
    gapwatch("run", "chain");
    gapwatch("maintenance", "add", "3h", "--comment", "move");
    gapwatch("run", "chain", "--now", "2026-11-21T02:00:00Z");
    assertThat(phone.messages()).isEmpty();

    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");

    assertThat(phone.messages()).hasSize(1);
  }

  @Test
  void whoeverTookItOnHasTheWholeTimeAgainWhenItGetsWorse() throws Exception {
    escalating();
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("to: oncall}", "to: oncall, from: warning}")
            .replace("blocks, chain: ethereum", "blocks, warning: 50m, critical: 4h"));
    gapwatch("run", "chain");
    gapwatch("incidents", "ack", gapwatch("incidents").out().substring(0, 5), "--by", "ann");
    gapwatch("run", "chain", "--now", "2026-11-21T02:00:00Z");
    int told = phone.messages().size();

    gapwatch("run", "chain", "--now", "2026-11-21T04:00:00Z");
    gapwatch("run", "chain", "--now", "2026-11-21T04:59:00Z");
    assertThat(told(told)).noneMatch(text -> text.contains("(not acknowledged"));
    gapwatch("run", "chain", "--now", "2026-11-21T05:00:00Z");

    assertThat(told(told)).filteredOn(text -> text.contains("(not acknowledged")).hasSize(1);
  }

  private List<String> told(int after) {
    return phone.messages().stream().skip(after).map(one -> one.message()).toList();
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

  @Test
  void aWindowIsNotMadeAtAReplayedTimeNorWithoutAReason() {
    gapwatch("run", "chain");
    assertThat(
            gapwatch("maintenance", "add", "2h", "--comment", "x", "--now", "2026-11-20T23:00:00Z")
                .code())
        .isEqualTo(64);
    assertThat(gapwatch("maintenance", "add", "2h", "--comment", " ").code()).isEqualTo(64);
    assertThat(gapwatch("maintenance").out()).contains("no window");
    assertThat(gapwatch("incidents", "ack", "").code()).isEqualTo(64);
    assertThat(gapwatch("incidents").out()).doesNotContain("acknowledged");
  }

  private void escalating() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    String oncall =
        "  oncall: {type: pushover, token: \"${secret:TOKEN}\", user: \"${secret:USER}\", api:"
            + " \"%s\"}\n";
    Files.writeString(
        file,
        Files.readString(file)
            .replace("channels:\n", "channels:\n" + oncall.formatted(phone.uri()))
            .replace(
                "[phone, deadman]",
                "[{channel: phone, to: warning}, deadman]\n    escalate: {after: 1h, to: oncall}"));
  }

  private void notify(String routes, String more) throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    String text = Files.readString(file).replace("[phone, deadman]", "[" + routes + "]");
    Files.writeString(file, text.replace("jobs:\n", more + "jobs:\n"));
  }
}
