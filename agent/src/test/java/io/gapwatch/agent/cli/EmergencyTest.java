package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emergency table of docs/upkeep.md: each command of ours in it runs as it stands. */
class EmergencyTest extends Installation {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs/upkeep.md").normalize();
  private static final Pattern COMMAND = Pattern.compile("`gapwatch ([^`]+)`");

  EmergencyTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void eachCommandRunsAsItStands() throws IOException {
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
                .replace(
                    "checks:\n",
                    "checks:\n"
                        + "      - {id: blocks, type: gaps, source: ethereum, table: blocks, chain:"
                        + " ethereum}\n")
            + "upkeep: {logs: {type: prune-logs, files: [\"%s/logs/*.log\"], schedule: \"0 0 * * *\", force: true}}\n"
                .formatted(Files.createDirectories(folder.resolve("logs")).getParent()));
    gapwatch("run", "chain");
    Matcher id = Pattern.compile("(?m)^\\W*([a-z]{5})\\b").matcher(gapwatch("incidents").out());
    assertThat(id.find()).as(gapwatch("incidents").out()).isTrue();
    Map<String, String> names =
        Map.of(
            "ID", id.group(1), "CHECK", "blocks", "JOB", "chain", "ACTION", "logs", "NAME", "ann");

    String page = Files.readString(PAGE);
    List<String> ran = new ArrayList<>();
    for (MatchResult command :
        COMMAND.matcher(page.substring(page.indexOf("## In an emergency"))).results().toList()) {
      Ran result = gapwatch(words(command.group(1), names));
      assertThat(result.code()).as(command.group() + result.err()).isBetween(0, 2);
      assertThat(result.err()).as(command.group()).doesNotContain("there is no", "no incident");
      ran.add(command.group(1));
    }
    assertThat(ran)
        .contains("gaps CHECK", "upkeep ACTION", "incidents escalate ID", "report JOB --since 12h")
        .hasSizeGreaterThan(12);
  }

  private static String[] words(String command, Map<String, String> names) {
    Matcher words = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
    return words
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .map(word -> names.getOrDefault(word, word))
        .toArray(String[]::new);
  }
}
