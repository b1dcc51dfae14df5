package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A summary goes out whether or not anything is wrong, is kept, and is printed on demand. */
class SummaryCommandTest extends Installation {
  SummaryCommandTest(@TempDir Path folder) {
    super(folder);
  }

  @BeforeEach
  void configure() throws IOException {
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            + """
            summaries:
              dawn: {schedule: "30 0 * * *", since: 10h, jobs: [chain], notify: [phone], criteria: overnight}
              weekly: {schedule: "0 0 * * 1", since: 7d, jobs: [chain], trends: true}
            """);
  }

  @Test
  void itGoesOutAndIsKept() throws IOException {
    Ran ran = gapwatch("run", "dawn");

    assertThat(ran.code()).as("nothing is known: %s", ran).isEqualTo(2);
    assertThat(phone.messages()).hasSize(1);
    assertThat(phone.messages().get(0).title()).isEqualTo("❓ DAWN: 5 of 5 criteria unknown");
    assertThat(phone.messages().get(0).message())
        .contains("❓ all services online: none of the jobs has a check of type processes");
    try (Stream<Path> kept = Files.list(folder.resolve("state/reports"))) {
      List<Path> files = kept.sorted().toList();
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactly("dawn-2026-11-21T0000.html", "dawn-2026-11-21T0000.md");
      assertThat(files.get(0)).content().contains("<h1>❓ DAWN: 5 of 5 criteria unknown</h1>");
    }
    assertThat(gapwatch("incidents", "list").out()).as("it opens none").doesNotContain("dawn");
  }

  @Test
  void oneDueTimeIsServedOnce() {
    Ran early = gapwatch("run", "dawn", "--scheduled");
    assertThat(early.err()).contains("dawn is not due");
    gapwatch("run", "dawn", "--scheduled", "--now", "2026-11-21T00:30:05Z");
    gapwatch("run", "dawn", "--scheduled", "--now", "2026-11-21T00:31:00Z");
    assertThat(phone.messages()).hasSize(1);
  }

  @Test
  void reportPrintsItAsOfNowAndSendsNothing() {
    gapwatch("run", "chain");
    int told = phone.messages().size();

    assertThat(gapwatch("report", "dawn").out())
        .startsWith("❌ DAWN: 5 of 5 criteria unknown, 1 incident still open\n");
    assertThat(gapwatch("report", "weekly", "--format", "markdown").out())
        .startsWith("# ❌ WEEKLY: 1 incident, 1 still open, not all runs are known\n")
        .contains("## Incidents");
    assertThat(gapwatch("report", "weekly", "--format", "html").out())
        .startsWith("<!DOCTYPE html>");
    assertThat(gapwatch("report", "weekly", "--format", "json").out())
        .contains("\"status\" : \"unknown\"", "\"allRunsKnown\" : false");
    assertThat(phone.messages()).hasSize(told);
    assertThat(gapwatch("run", "dawn").code()).as("much is unknown").isEqualTo(2);
  }

  @Test
  void aMistypedNameIsGuessed() {
    assertThat(gapwatch("run", "dwan").err())
        .contains("there is no job dwan; did you mean \"dawn\"?");
  }

  @Test
  void theCrontabHasItAndMistakesAreTold() throws IOException {
    assertThat(gapwatch("crontab", "show", "--launcher", "/bin/true").out())
        .contains(" run dawn --scheduled --config ");
    assertThat(gapwatch("config", "check").out()).contains(", 2 summaries\n");
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            + "  chain: {schedule: \"0 7 * * *\", jobs: [chian], notify: [team]}\n");
    assertThat(gapwatch("config", "check").err())
        .contains("summaries.chain: must have another name than a job or an upkeep")
        .contains("summaries.chain.jobs[0]: unknown job")
        .contains("summaries.chain.notify[0]: unknown channel");
  }
}
