package io.gapwatch.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics: those that the stack asks for, and those that the agent exports. */
final class Metrics {
  private static final Path RULES = Path.of("../stack/prometheus/rules");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(gapwatch_\\w+)`");
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:gapwatch|node|prometheus|alertmanager|vault|process)_[a-z0-9_]+\\b(?!\\()");
  private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: (.*)");

  private Metrics() {}

  /** What docs/metrics.md lists, which is generated from the checks. */
  static Set<String> documented() throws IOException {
    return DOCUMENTED
        .matcher(Files.readString(Path.of("../docs/metrics.md")))
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What rules and dashboards ask for. */
  static Set<String> asked() throws IOException {
    Stream<String> panels =
        Dashboard.all().stream().flatMap(each -> each.queries().values().stream());
    StringBuilder rules = new StringBuilder();
    try (Stream<Path> files = Files.list(RULES)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        rules.append(Files.readString(file));
      }
    }
    Stream<String> expressions = EXPRESSION.matcher(rules).results().map(found -> found.group(1));
    return Stream.concat(panels, expressions)
        .map(text -> text.replaceAll("\"[^\"]*\"", "").replaceAll("by \\([^)]*\\)", ""))
        .flatMap(text -> NAME.matcher(text).results())
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
