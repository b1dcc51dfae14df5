package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job or upkeep has to tell does not wait for its own next run, a week later. */
class OthersMessagesTest extends Installation {
  private static final String WRONG = "could not look into";

  OthersMessagesTest(@TempDir Path folder) {
    super(folder);
  }

  private void configure(String upkeep, String more) throws IOException {
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
                .replace("notify: [phone, deadman]", "notify: [deadman]")
                .replace(
                    "channels:\n",
                    "channels:\n  oncall: {type: command, program: [/bin/sh, -c, \"cat >>'%s/oncall'\"]}\n"
                        .formatted(folder))
            + """
            upkeep:
              logs: {type: prune-logs, files: ["%s/gone/*.log"], schedule: "0 0 * * 1", notify: [phone]%s}
            """
                .formatted(folder, upkeep)
            + more);
  }

  private Ran after(Duration time, String... arguments) {
    return Ran.at(
        Ran.NOW.plus(time),
        folder,
        Map.of("TOKEN", TOKEN, "USER", USER, "PING_URL", deadMan.pingUrl(check).toString()),
        false,
        arguments);
  }

  private List<String> told() {
    return phone.messages().stream().map(each -> each.message()).toList();
  }

  @Test
  void whatDidNotArriveIsSentByTheNextRunOfAnyJob() throws IOException {
    configure("", "");
    phone.failNext(1, Fault.REJECTION);
    gapwatch("upkeep", "logs");
    assertThat(told()).isEmpty();

    Ran run = after(Duration.ofMinutes(10), "run", "chain");
    assertThat(told()).singleElement().asString().contains(WRONG);
    assertThat(run.out()).contains("phone: delivered, 1 change, of upkeep logs");
    after(Duration.ofMinutes(20), "run", "chain");
    assertThat(told()).as("once").hasSize(1);
  }

  @Test
  void soIsWhatAWeeklyJobFound() throws IOException {
    configureWeekly("0 0 * * 1", "");
    phone.failNext(1, Fault.REJECTION);
    gapwatch("run", "weekly");
    assertThat(told()).isEmpty();

    Ran run = after(Duration.ofMinutes(10), "run", "chain");
    assertThat(told()).singleElement().asString().contains("ROWS", "sent late");
    assertThat(run.out()).contains("phone: delivered, 1 change, of job weekly");
    after(Duration.ofMinutes(20), "run", "chain");
    assertThat(told()).as("once").hasSize(1);
  }

  @Test
  void aJobThatIsDueWithinTheHourSendsItsOwn() throws IOException {
    configureWeekly("9 1 * * *", "");
    phone.failNext(1, Fault.REJECTION);
    gapwatch("run", "weekly");

    after(Duration.ofMinutes(10), "run", "chain");
    assertThat(told()).as("its lock is left alone").isEmpty();
    after(Duration.ofMinutes(70), "run", "chain");
    assertThat(told()).as("due again tomorrow").hasSize(1);
  }

  @Test
  void whatNobodyTookOnOfAWeeklyJobIsEscalated() throws IOException {
    configureWeekly("0 0 * * 1", ", escalate: {after: 1h, to: oncall, from: warning}");
    gapwatch("run", "weekly");
    assertThat(told()).hasSize(1);

    after(Duration.ofMinutes(70), "run", "chain");
    after(Duration.ofMinutes(80), "run", "chain");
    assertThat(folder.resolve("oncall")).content().containsOnlyOnce("\"type\"");
    assertThat(told()).hasSize(1);
  }

  @Test
  void whoTookItOnOnThePhoneStopsTheEscalationOfAWeeklyJob() throws IOException {
    configureWeekly("0 0 * * 1", ", escalate: {after: 1h, to: oncall, from: warning}");
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config, Files.readString(config).replace("warning: \">0\"", "critical: \">0\""));
    gapwatch("run", "weekly");
    phone.acknowledge(phone.messages().get(0).receipt().orElseThrow(), Ran.NOW.plusSeconds(60));

    after(Duration.ofMinutes(70), "run", "chain");

    assertThat(folder.resolve("oncall")).doesNotExist();
    assertThat(gapwatch("incidents").out()).contains("acknowledged by Pushover on ");
  }

  @Test
  void whatWaitsForAChannelThatCannotBeUsedIsNoSuccess() throws IOException {
    configureWeekly("0 0 * * 1", "");
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("notify: [phone],", "notify: [team],")
            .replace("channels:\n", "channels:\n  team: {type: slack, url: \"${secret:TEAM}\"}\n")
            .replace("table: blocks, chain: ethereum", "table: blocks, warning: 8h, critical: 9h"));
    assertThat(gapwatch("run", "weekly").code()).isEqualTo(2);

    Ran run = after(Duration.ofMinutes(10), "run", "chain");

    assertThat(run.out())
        .contains("❓ team: secret TEAM: not set in the environment, of job weekly");
    assertThat(run.out()).contains("pinged failure");
  }

  private void configureWeekly(String schedule, String more) throws IOException {
    configure("", "");
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "jobs:\n",
                """
                jobs:
                  weekly: {schedule: "%s", notify: [phone]%s, checks: [{id: rows, type: sql, source: ethereum, query: SELECT count(*) FROM blocks, warning: ">0"}]}
                """
                    .formatted(schedule, more)));
  }

  @Test
  void aWindowHoldsItBackAndItIsToldWhenThatEnds() throws IOException {
    Instant end = Ran.NOW.plus(Duration.ofHours(2));
    configure(
        "",
        """
        maintenance:
          - {name: move, start: %s, end: %s, jobs: [logs]}
        """
            .formatted(Ran.NOW.minus(Duration.ofHours(1)), end));
    Ran held = gapwatch("upkeep", "logs");
    assertThat(held.code()).as("it is done, and judged, all the same").isEqualTo(2);
    assertThat(held.out()).contains("held back: maintenance until ", "move");

    after(Duration.ofHours(1), "run", "chain");
    assertThat(told()).isEmpty();
    after(Duration.ofHours(3), "run", "chain");
    assertThat(told()).singleElement().asString().contains(WRONG);
  }

  @Test
  void whatNobodyTookOnIsEscalatedOnce() throws IOException {
    configure(", escalate: {after: 1h, to: oncall}", "");
    gapwatch("upkeep", "logs");
    after(Duration.ofMinutes(50), "run", "chain");
    assertThat(folder.resolve("oncall")).doesNotExist();

    after(Duration.ofMinutes(70), "run", "chain");
    after(Duration.ofMinutes(80), "run", "chain");
    assertThat(folder.resolve("oncall")).content().containsOnlyOnce("\"type\"").contains(WRONG);
    assertThat(told()).as("the phone has heard of it already").hasSize(1);
  }

  @Test
  void whoeverTookItOnStopsTheEscalation() throws IOException {
    configure(", escalate: {after: 1h, to: oncall}", "");
    gapwatch("upkeep", "logs");
    Matcher id = Pattern.compile("\\[([a-z]{5})]").matcher(told().get(0));
    assertThat(id.find()).isTrue();
    assertThat(gapwatch("incidents", "ack", id.group(1)).code()).isZero();
    after(Duration.ofMinutes(70), "run", "chain");
    assertThat(folder.resolve("oncall")).doesNotExist();
  }

  @Test
  void referencesOfUpkeepAreChecked() throws IOException {
    configure(
        ", escalate: {after: 1h, to: nobody}",
        """
          more: {type: prune-logs, files: ["/x/*.log"], schedule: "0 0 * * 1", notify: [{channel: team, during: never}]}
        summaries:
          week: {schedule: "0 0 * * 1", jobs: [chain, logs, lgs], notify: [{channel: phone, from: critical}]}
        """);
    assertThat(gapwatch("config", "check").err())
        .contains("upkeep.logs.escalate.to: unknown channel")
        .contains("upkeep.more.notify[0].channel: unknown channel")
        .contains("upkeep.more.notify[0].during: names a time, but there is none")
        .contains("summaries.week.jobs[2]: unknown job")
        .contains("summaries.week.notify[0]");
  }

  @Test
  void eachCommandNamesTheOther() throws IOException {
    configure("", "");
    assertThat(gapwatch("run", "logs").err()).contains("run it with: gapwatch upkeep logs");
  }
}
