package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files of rules that are named and not there, or there and not named. */
final class RuleFileRules implements LintRule {
  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    Set<Path> named = new HashSet<>();
    for (Map.Entry<Path, Node> config : setup.prometheus().entrySet()) {
      for (Node pattern : config.getValue().get("rule_files").map(Node::items).orElse(List.of())) {
        List<Path> matching = matching(config.getKey(), pattern.text().orElse(""), setup);
        named.addAll(matching);
        if (matching.isEmpty()) {
          found.add(
              new Finding(
                  pattern.place(),
                  Weight.PROBLEM,
                  "missing-rule-file",
                  pattern.text().orElse(""),
                  "no file with rules here fits: Prometheus starts, and no rule of it fires",
                  "correct the path, which is relative to this file"));
        }
      }
    }
    if (!setup.prometheus().isEmpty()) {
      for (Path file : setup.rules().keySet()) {
        if (!named.contains(file)) {
          found.add(
              new Finding(
                  setup.rules().get(file).place(),
                  Weight.PROBLEM,
                  "unused-rule-file",
                  String.valueOf(file.getFileName()),
                  "no rule_files names it: none of its rules is evaluated",
                  "name it in rule_files, or take it out"));
        }
      }
    }
    return found;
  }

  /** An absolute path is one of the container; its last part says which file is meant. */
  private static List<Path> matching(Path config, String pattern, Setup setup) {
    Path folder = config.toAbsolutePath().normalize().getParent();
    String glob =
        pattern.startsWith("/")
            ? "**/" + pattern.substring(pattern.lastIndexOf('/') + 1)
            : folder + "/" + pattern.replaceFirst("^\\./", "");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return setup.rules().keySet().stream()
        .filter(file -> matcher.matches(file.toAbsolutePath().normalize()))
        .toList();
  }
}
