package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Variables given to programs that take their settings from a file and from options alone. */
final class UnreadVariables implements LintRule {
  private static final Set<String> IMAGES =
      Set.of(
          "prom/prometheus",
          "prom/alertmanager",
          "prom/node-exporter",
          "prometheus/prometheus",
          "prometheus/alertmanager",
          "prometheus/node-exporter");

  /** What every program in Go, and the look-up of targets in a cloud, reads. */
  private static final Pattern READ =
      Pattern.compile(
          "(?i)(https?|no|all)_proxy|GO[A-Z]+|TZ|PATH|HOME|USER|HOSTNAME|LANG|LC_\\w+|SSL_CERT_\\w+"
              + "|(AWS|AZURE|GOOGLE|KUBERNETES|OTEL|CONSUL|OS)_\\w+");

  @Override
  public List<Finding> findings(Setup setup) {
    List<String> expanded = new ArrayList<>();
    setup
        .prometheus()
        .values()
        .forEach(
            file ->
                Tree.scalars(
                    file,
                    List.of(),
                    (path, value) -> {
                      // Prometheus 3 replaces variables there.
                      if (path.contains("external_labels")) {
                        expanded.add(value.written());
                      }
                    }));
    List<Finding> found = new ArrayList<>();
    setup
        .compose()
        .ifPresent(
            project ->
                project.services().stream()
                    .filter(each -> each.isOf(IMAGES))
                    .forEach(each -> look(each, String.join(" ", expanded), found)));
    return found;
  }

  private static void look(Service service, String expanded, List<Finding> found) {
    String named = expanded + service.list("command") + service.list("entrypoint");
    for (Map.Entry<String, Node> each : Environment.of(service).orElse(Map.of()).entrySet()) {
      String name = each.getKey();
      if (!READ.matcher(name).matches() && !named.contains(name)) {
        found.add(
            new Finding(
                each.getValue().place(),
                Weight.NOTE,
                "unread-variable",
                service.name(),
                "nothing in %s reads %s".formatted(service.text("image").orElse(""), name),
                "write its value into the configuration file, and take the variable out"));
      }
    }
  }
}
