package io.gapwatch.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.cli.Ran;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.metrics.Watched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages in Debian's Chromium: wide and on a phone, light and dark, by keyboard, by axe. */
class BrowserIT {
  private static final Path TOOLS = Path.of("tools/browser").toAbsolutePath();
  private static final int MOST_BYTES = 300_000;
  private static final Pattern ID = Pattern.compile("(<td data-of=\"id\">)\\w{5}");
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private static final String HOSTILE =
      "</title></style></script><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1;"
          + "alert(1)</script>' onfocus='alert(1)' autofocus \"><svg onload=alert(1)>"
          + "https://evil.example.org/"
          + "x".repeat(300);

  private final Path folder;

  BrowserIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @Timeout(600)
  void allPagesAreGoodInAllViews() throws Exception {
    List<String> urls = new ArrayList<>();
    try (ObjectStorage storage = new ObjectStorage()) {
      Watched.configure(
          folder,
          "page: {to: www, title: Blocks of Ann, publish: \"${secret:GAPWATCH_PAGE_URL}\"}");
      Ran.gapwatch(
          folder, Map.of("GAPWATCH_PAGE_URL", storage.writeAddress()), false, "run", "chain");
      urls.add(storage.publicAddress().toString());
      urls.add(folder.resolve("www/index.html").toUri().toString());
      urls.add(file("hostile.html", hostilePage()));
      urls.add(file("run.html", report()));
      urls.add(file("period.html", report("--since", "1d")));
      List<String> wrong = new ArrayList<>();
      JsonNode all = look(urls);
      all.forEach(seen -> wrong.addAll(wrong(seen)));
      assertThat(wrong).isEmpty();
      assertThat(all).hasSize(2 * urls.size());
    }
  }

  /** What is not as it should be in one view of one page. */
  private static List<String> wrong(JsonNode seen) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String nothing :
        List.of("elsewhere", "dialogs", "errors", "broken", "violations", "otherViolations")) {
      wanted.put(nothing, "[]");
    }
    wanted.put("marks", "\"clean\"");
    wanted.put("overflow", "0");
    wanted.put("squeezed", "0");
    wanted.put("ground", ground(seen.path("scheme").asText()));
    wanted.put("otherGround", ground(seen.path("otherScheme").asText()));
    if (!seen.path("url").asText().matches(".*/(run|period)\\.html")) {
      wanted.put("landmarks", "[\"header\",\"main\",\"footer\"]");
      wanted.put("firstFocus", "\"To the checks\"");
      wanted.put("focusInView", "true");
      wanted.put("hash", "\"#checks\"");
    }
    List<String> wrong = new ArrayList<>();
    wanted.forEach(
        (what, value) -> {
          if (!seen.path(what).toString().equals(value)) {
            wrong.add(
                "%s at %s: %s is %s"
                    .formatted(seen.path("url"), seen.path("width"), what, seen.path(what)));
          }
        });
    if (seen.path("bytes").asInt() >= MOST_BYTES) {
      wrong.add(seen.path("url") + " has " + seen.path("bytes") + " bytes");
    }
    return wrong;
  }

  private static String ground(String scheme) {
    return scheme.equals("dark") ? "\"rgb(13, 17, 23)\"" : "\"rgb(255, 255, 255)\"";
  }

  private String report(String... more) {
    List<String> arguments = new ArrayList<>(List.of("report", "chain", "--format", "html"));
    arguments.addAll(List.of(more));
    Ran ran = Ran.gapwatch(folder, arguments.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    return withWidestIds(ran.out());
  }

  /** Ids are drawn by chance, and only the widest show whether there is room for all. */
  private static String withWidestIds(String html) {
    assertThat(html).containsPattern(ID);
    return ID.matcher(html).replaceAll("$1mmmmm");
  }

  private static String hostilePage() {
    List<Sample> samples = List.of(new Sample(NOW, Status.OK, 1), new Sample(NOW, Status.OK, 2));
    Board.Plot plot = new Board.Plot(new Series(HOSTILE, HOSTILE, samples), Unit.COUNT);
    StatusPage page =
        new StatusPage(
            HOSTILE,
            NOW,
            Optional.empty(),
            false,
            List.of(HtmlPageTest.board(HOSTILE, HOSTILE, List.of(plot))),
            Optional.of(List.of(HtmlPageTest.incident(1, HOSTILE))),
            List.of(HtmlPageTest.announced(HOSTILE)));
    return new HtmlPage(page).text();
  }

  private String file(String name, String html) throws IOException {
    return Files.writeString(folder.resolve(name), html).toUri().toString();
  }

  private static JsonNode look(List<String> urls) throws Exception {
    Path modules = Path.of(ran(List.of(TOOLS.resolve("install").toString())).strip());
    List<String> command =
        new ArrayList<>(List.of("node", TOOLS.resolve("look.js").toString(), modules.toString()));
    command.addAll(urls);
    return new ObjectMapper().readTree(ran(command));
  }

  private static String ran(List<String> command) throws Exception {
    Path errors = Files.createTempFile("gapwatch-browser", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    Files.delete(errors);
    return out;
  }
}
