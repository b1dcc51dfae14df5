package io.gapwatch.agent.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A configuration that a page shows, or one that ships.
 *
 * @param name its page, and which one of that page it is
 */
record Example(String name, String yaml) {
  /** A block of another program's says so: {@code yaml prometheus}. */
  private static final Pattern BLOCK = Pattern.compile("```ya?ml\n(.*?)```", Pattern.DOTALL);

  private static final Pattern WHOLE = Pattern.compile("(?m)^version:");

  /** What completes an example that shows one section only. */
  private static final String REST =
      """
      version: 1
      sources: {machine: {type: host}}
      jobs: {machine: {schedule: "7 * * * *", checks: [{id: disk, type: disk, source: machine, paths: [/]}]}}
      """;

  /** All of them: every YAML block of every page, and every file in {@code config/}. */
  static List<Example> all() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String page : Documents.all()) {
      String text = Documents.read(page);
      if (page.endsWith(".yaml")) {
        examples.add(new Example(page, text));
      } else {
        examples.addAll(in(page, text));
      }
    }
    return examples;
  }

  static List<Example> in(String page, String text) {
    List<Example> examples = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      String shown = block.group(1);
      String yaml = WHOLE.matcher(shown).find() ? shown : REST + shown;
      examples.add(new Example(page + " " + (examples.size() + 1), yaml));
    }
    return examples;
  }

  boolean asksPostgres() {
    return yaml.contains("type: postgres");
  }

  /** Whether it asks a whole pipeline; those that ship are run by {@code ReadyConfigurationsIT}. */
  boolean asksAPipeline() {
    return asksPostgres() && asksInside();
  }

  /** Whether it asks what runs inside a pipeline, and needs a real PM2, Redis, site or logs. */
  boolean asksInside() {
    return yaml.contains("type: pm2")
        || yaml.contains("type: redis")
        || yaml.contains("type: http,")
        || yaml.contains("type: logs");
  }
}
