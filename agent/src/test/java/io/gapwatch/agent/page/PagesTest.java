package io.gapwatch.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.metrics.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a run leaves, of a job with something healthy, critical and unknown. */
class PagesTest {
  private final Path folder;

  PagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void run(String page) throws IOException {
    Watched.configure(folder, "page: " + page);
    run();
  }

  private void run() {
    assertThat(Ran.gapwatch(folder, "run", "chain").code()).isEqualTo(2);
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve("www").resolve(name));
  }

  @Test
  void whatIsWrongIsFirst() throws IOException {
    run("{to: www, title: Blocks of Ann}");
    String html = file("index.html");
    assertThat(html)
        .contains(
            "<h1>Blocks of Ann</h1>",
            "1 of 3 checks are critical, 1 unknown",
            "missing in 2 ranges")
        .contains(
            "<html lang=\"en\">",
            "aria-label=\"last 90 days: 1 critical (2026-11-21), 89 without a run\"")
        .doesNotContain("<script", "http://", "src=");
    assertThat(html.indexOf("<h3>holes")).isPositive().isLessThan(html.indexOf("<h3>gone"));
    assertThat(html.indexOf("<h3>gone")).isLessThan(html.indexOf("<h3>blocks"));
    assertThat(html.indexOf("<h2 id=\"incidents-title\"")).isLessThan(html.indexOf("1200-1201"));
  }

  /** Neither the check that could not run, nor the days before, may look healthy. */
  @Test
  void whatIsUnknownIsNotGreen() throws IOException {
    run("{to: www}");
    String html = file("index.html");
    String gone =
        html.substring(
            html.indexOf("<h3>gone"), html.indexOf("</article", html.indexOf("<h3>gone")));
    assertThat(gone)
        .contains("class=\"badge unknown\"", "<path class=\"unknown\"", "<path class=\"none\"")
        .doesNotContain("class=\"ok\"");
    assertThat(file("badges/gone.svg")).contains("gone: unknown").doesNotContain("#1a7f37");
    assertThat(file("badges/blocks.svg")).contains("blocks: ok", "#1a7f37");
    assertThat(file("badges/all.svg")).contains("Status: critical");
  }

  /** A README may show its badge for years. */
  @Test
  void theBadgeOfACheckThatWasRemovedIsNotGreen() throws IOException {
    run("{to: www}");
    Path own = folder.resolve("www/badges/own.svg");
    Files.writeString(own, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    Watched.rename(folder, "blocks", "chain-blocks");
    run();
    assertThat(file("badges/chain-blocks.svg")).contains("chain-blocks: ok");
    assertThat(file("badges/blocks.svg")).contains("blocks: unknown").doesNotContain("#1a7f37");
    assertThat(own).content().isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  }

  @Test
  void jsonIsAsItsSchemaSays() throws IOException {
    run("{to: www}");
    JsonSchema schema = jsonIsValid();
    assertThat(file("status.json")).contains("\"2026-11-21\" : \"critical\"");
    assertThat(schema.validate("{\"title\": \"x\"}", InputFormat.JSON)).isNotEmpty();
  }

  private JsonSchema jsonIsValid() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../docs/status.schema.json")));
    assertThat(schema.validate(file("status.json"), InputFormat.JSON)).isEmpty();
    return schema;
  }

  @Test
  void aPublicPageHasNoDetails() throws IOException {
    run("{to: www, public: true}");
    for (String name : List.of("index.html", "status.json")) {
      assertThat(file(name))
          .contains("holes", "out of its limits", "could not be checked")
          .doesNotContain("gone.duckdb", folder.toString(), "source", "2 ranges", "1200-1201");
    }
  }

  @Test
  void plannedWorkIsAnnounced() throws IOException {
    String windows =
        """
        {to: www}
        maintenance:
          - {name: move, start: 2026-11-21T00:00:00Z, end: 2026-11-21T02:00:00Z, sources: [gone]}
          - {name: "night", every: [sat], from: "23:30", to: "02:30", zone: UTC}
          - {name: long-past, start: 2026-11-01T22:00:00Z, end: 2026-11-02T02:00:00Z}
          - {name: far-off, start: 2027-01-01T22:00:00Z, end: 2027-01-02T02:00:00Z}
        """;
    run(windows);
    String html = file("index.html");
    assertThat(html)
        .contains(
            "<h2 id=\"maintenance-title\">Planned work</h2>",
            "move: planned work on gone",
            "now, until 2026-11-21 02:00 UTC;",
            "night: planned work on all checks",
            "from 2026-11-21 23:30 UTC until 2026-11-22 02:30 UTC, every week;")
        .doesNotContain("long-past", "far-off");
    assertThat(html.indexOf("Planned work</h2>"))
        .as("it may explain what is wrong with the checks")
        .isLessThan(html.indexOf("<h3>holes"));
    jsonIsValid();
    assertThat(file("status.json")).contains("\"lasts\" : true", "\"checks\" : [ \"gone\" ]");

    run(windows.replace("to: www", "to: www, public: true"));
    assertThat(file("index.html") + file("status.json"))
        .contains("Planned work on gone", "Planned work on all checks")
        .doesNotContain("move", "night");
  }

  /** Nobody ran the job for hours: what was found then is not known now. */
  @Test
  void withoutARunNothingIsKnown() throws IOException {
    run("{to: www}");
    Ran ran = Ran.gapwatch(folder, "page", "--now", "2026-11-21T09:00:00Z");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(file("index.html"))
        .contains("3 of 3 checks are unknown", "no run since")
        .doesNotContain("class=\"badge ok\"");
    assertThat(file("badges/blocks.svg")).contains("blocks: unknown");
  }

  /** The page of an earlier run, and its badges, would be green for ever. */
  @Test
  void withoutAHistoryNothingIsKnown() throws IOException {
    run("{to: www}");
    Files.writeString(folder.resolve(".gapwatch/history.db"), "no history");
    Ran ran = Ran.gapwatch(folder, "run", "chain");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .contains("the status page says of all checks that they are unknown: Could not use");
    assertThat(file("index.html"))
        .contains("3 of 3 checks are unknown", "Unknown: they cannot be read.")
        .doesNotContain("class=\"badge ok\"", "None in the last");
    assertThat(file("badges/blocks.svg")).contains("blocks: unknown");
    assertThat(file("badges/all.svg")).contains("Status: unknown");
  }

  @Test
  void withAHistoryThatIsGoneNothingIsKnown() throws IOException {
    run("{to: www}");
    Files.delete(folder.resolve(".gapwatch/history.db"));
    assertThat(Ran.gapwatch(folder, "run", "chain").code()).isEqualTo(2);
    assertThat(file("badges/all.svg")).contains("Status: unknown");
  }

  /** As where the disk of the state is not mounted: nothing there says that runs were stored. */
  @Test
  void withoutAStateFolderNothingIsKnown() throws IOException {
    run("{to: www}");
    Files.move(folder.resolve(".gapwatch"), folder.resolve("elsewhere"));
    Files.writeString(folder.resolve(".gapwatch"), "no folder");
    Ran ran = Ran.gapwatch(folder, "run", "chain");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .contains("the status page says of all checks that they are unknown: there is no history");
    assertThat(file("index.html")).contains("3 of 3 checks are unknown");
    assertThat(file("badges/blocks.svg")).contains("blocks: unknown");
    assertThat(file("badges/all.svg")).contains("Status: unknown");
  }

  @Test
  void goesWhereItIsTold() throws IOException {
    Watched.configure(folder, "");
    assertThat(Ran.gapwatch(folder, "page").code()).isEqualTo(64);
    Ran early = Ran.gapwatch(folder, "page", "--to", "elsewhere");
    assertThat(early.code()).isEqualTo(2);
    assertThat(early.err()).contains("there is no history");
    Ran.gapwatch(folder, "run", "chain");
    Ran ran = Ran.gapwatch(folder, "page", "--to", "elsewhere");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(folder.resolve("elsewhere/index.html")).exists();
    Files.writeString(folder.resolve("file"), "");
    assertThat(Ran.gapwatch(folder, "page", "--to", "file/www").err())
        .contains("could not write the status page to");
  }

  /** An incident is open whose limit has changed: no check looked at it, and the run is unknown. */
  @Test
  void isNeverBetterThanTheRun() throws IOException {
    configure("select 99");
    assertThat(Ran.gapwatch(folder, "run", "chain").code()).isEqualTo(1);
    configure("select 1");
    Ran unknown = Ran.gapwatch(folder, "run", "chain", "--now", "2026-11-21T03:07:00Z");
    assertThat(unknown.code()).as(unknown.out()).isEqualTo(2);
    assertThat(file("index.html"))
        .contains("1 of 2 checks are unknown", "the last run as a whole is unknown")
        .contains("gapwatch report chain");
    assertThat(file("status.json")).contains("\"status\" : \"unknown\"");
    assertThat(file("badges/all.svg")).contains("Status: unknown");
    assertThat(file("badges/rows.svg")).contains("rows: ok");
  }

  @Test
  void tellsWhatTheAgentFoundAboutItself() throws IOException {
    configure("select 1");
    Ran.gapwatch(folder, "run", "chain", "--now", "2029-11-20T12:08:00Z");
    Ran.gapwatch(folder, "run", "chain");
    assertThat(file("index.html")).contains("1 of 2 checks warn", "<h3>clock", "1 run in the");
    assertThat(file("badges/all.svg")).contains("Status: warning");
  }

  /** One run with the clock a year ahead, and none since. */
  @Test
  void aRunInTheFutureIsNotBelieved() throws IOException {
    configure("select 1");
    Ran.gapwatch(folder, "run", "chain", "--now", "2027-11-20T03:00:00Z");
    Ran ran = Ran.gapwatch(folder, "page");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(file("index.html"))
        .contains("1 of 1 checks are unknown", "dated 2027-11-20 03:00 UTC, in the future")
        .doesNotContain("class=\"badge ok\"");
  }

  private void configure(String query) throws IOException {
    Watched.configure(folder, "");
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources:
          rows: {type: duckdb, url: rows.duckdb}
        channels:
          own: {type: command, program: ["/bin/true"]}
        page: {to: www}
        jobs:
          chain:
            schedule: "7 */3 * * *"
            notify: [own]
            checks:
              - {id: rows, type: sql, source: rows, query: "%s", critical: ">5"}
        """
            .formatted(query));
  }
}
