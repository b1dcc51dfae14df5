package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${NAME}} in a file whose reader knows no variables. */
final class Unexpanded implements LintRule {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_]\\w*(:?[-?+][^}]*)?}");

  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    for (Map<Path, Node> files : List.of(setup.prometheus(), setup.alertmanager())) {
      files
          .values()
          .forEach(
              file -> Tree.scalars(file, List.of(), (path, value) -> look(path, value, found)));
    }
    return found;
  }

  private static void look(List<String> path, Node.Scalar value, List<Finding> found) {
    // There, ${1} and ${name} are groups of a regular expression.
    boolean relabels = path.stream().anyMatch(key -> key.endsWith("relabel_configs"));
    Matcher matcher = VARIABLE.matcher(value.written());
    if (relabels || !matcher.find()) {
      return;
    }
    // Prometheus 3 replaces plain names in external labels, and nothing else.
    if (path.contains("external_labels") && matcher.group(1) == null) {
      return;
    }
    found.add(
        new Finding(
            value.place(),
            Weight.PROBLEM,
            "unexpanded",
            path.get(path.size() - 1),
            "%s is taken as it stands: neither Prometheus nor Alertmanager replaces variables here"
                .formatted(matcher.group()),
            "write the value, or make the file with envsubst before the start; secrets: the key"
                + " that ends with _file"));
  }
}
