package io.gapwatch.infra.compose;

import io.gapwatch.infra.compose.Finding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Health checks that are missing, that an image cannot run, or that nobody waits for. */
final class HealthRules implements ServiceRule {
  @Override
  public List<Finding> findings(Service service, Project project, Machine machine) {
    List<Finding> found = new ArrayList<>();
    Optional<List<String>> probe = service.probe();
    if (probe.isEmpty()) {
      found.add(
          new Finding(
              service.place(),
              Weight.PROBLEM,
              "no-health-check",
              service.name(),
              "no health check: a container that hangs counts as running",
              "add a healthcheck that asks the service itself"));
    } else {
      Optional<String> lacking =
          ImageTools.lacking(service.text("image").orElse(""), String.join(" ", probe.get()));
      lacking.ifPresent(
          tool ->
              found.add(
                  new Finding(
                      service.node().get("healthcheck").orElseThrow().place(),
                      Weight.PROBLEM,
                      "health-check-cannot-run",
                      service.name(),
                      "the image %s has no %s: it will be unhealthy for ever"
                          .formatted(service.node().get("image").map(Node::shown).orElse(""), tool),
                      ImageTools.advice(service.text("image").orElse("")))));
    }
    found.addAll(impatient(service, project));
    return found;
  }

  private static List<Finding> impatient(Service service, Project project) {
    List<Finding> found = new ArrayList<>();
    Optional<Node> wanted = service.node().get("depends_on");
    for (Service other : project.services()) {
      Optional<Node> place =
          wanted.flatMap(
              node ->
                  node instanceof Node.Items list
                      ? list.items().stream()
                          .filter(item -> item.text().filter(other.name()::equals).isPresent())
                          .findFirst()
                      : Optional.ofNullable(node.entries().get(other.name())));
      boolean waits =
          place
              .flatMap(node -> node.get("condition"))
              .flatMap(Node::text)
              .filter(condition -> !condition.equals("service_started"))
              .isPresent();
      if (place.isPresent() && !waits && other.probe().isPresent()) {
        found.add(
            new Finding(
                place.get().place(),
                Weight.NOTE,
                "does-not-wait",
                service.name(),
                "it starts as soon as %s is started, not when that is healthy"
                    .formatted(other.name()),
                "depends_on: {%s: {condition: service_healthy}}".formatted(other.name())));
      }
    }
    return found;
  }
}
