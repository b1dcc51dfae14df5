package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.Place;
import io.gapwatch.infra.compose.Project;
import io.gapwatch.infra.compose.YamlTree;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The files of a folder, told apart by what stands in them.
 *
 * @param prometheus configurations of Prometheus
 * @param alertmanager configurations of Alertmanager
 * @param rules files with rules
 * @param compose the services around them, if there is a Compose file
 */
record Setup(
    Path folder,
    Map<Path, Node> prometheus,
    Map<Path, Node> alertmanager,
    Map<Path, Node> rules,
    Optional<Project> compose) {
  private static final Set<String> PROMETHEUS =
      Set.of("scrape_configs", "rule_files", "remote_write", "otlp");

  static Setup read(Path folder, Map<String, String> environment) {
    Setup setup =
        new Setup(folder, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Optional.empty());
    List<Path> compose = new ArrayList<>();
    for (Path file : files(folder)) {
      for (Node node : YamlTree.read(file)) {
        Map<String, Node> keys = node.entries();
        if (keys.containsKey("tests")) {
          continue;
        }
        if (keys.containsKey("services")) {
          compose.add(file);
        } else if (keys.containsKey("route")
            || (keys.containsKey("receivers") && !keys.containsKey("service"))) {
          setup.alertmanager.put(file, node);
        } else if (keys.keySet().stream().anyMatch(PROMETHEUS::contains)) {
          setup.prometheus.put(file, node);
        } else if (keys.containsKey("groups")) {
          setup.rules.put(file, node);
        }
      }
    }
    if (setup.prometheus.isEmpty() && setup.alertmanager.isEmpty() && setup.rules.isEmpty()) {
      throw new InfraException(
          "no configuration of Prometheus or Alertmanager, and no rules, in %s or below"
              .formatted(folder));
    }
    compose.sort(Comparator.comparing(Path::getNameCount).thenComparing(Path::toString));
    Optional<Project> project =
        compose.stream()
            .findFirst()
            .map(file -> Project.read(List.of(file), Set.of("*"), environment));
    return new Setup(folder, setup.prometheus, setup.alertmanager, setup.rules, project);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InfraException(folder + " is not a folder; name the one that holds prometheus.yml");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.(ya?ml|rules?)"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InfraException("could not list " + folder + ": is it readable?", e);
    }
  }

  /** All alerting rules. */
  List<Alert> alerts() {
    Set<String> routing = new HashSet<>();
    eachRule(
        (rule, labels) -> {
          rule.get("labels").ifPresent(own -> routing.addAll(own.entries().keySet()));
          routing.addAll(labels.keySet());
        });
    List<Alert> alerts = new ArrayList<>();
    eachRule(
        (rule, labels) -> {
          if (rule.get("alert").isPresent()) {
            alerts.add(Alert.of(rule, labels, routing, jobs()));
          }
        });
    return alerts;
  }

  private Set<String> jobs() {
    Set<String> jobs = new HashSet<>();
    for (Node config : prometheus.values()) {
      config
          .get("scrape_configs")
          .ifPresent(
              all ->
                  all.items()
                      .forEach(
                          job -> job.get("job_name").flatMap(Node::text).ifPresent(jobs::add)));
    }
    return jobs;
  }

  /** Every rule with the labels of its group. */
  void eachRule(BiConsumer<Node, Map<String, Node>> what) {
    for (Node file : rules.values()) {
      for (Node group : file.get("groups").map(Node::items).orElse(List.of())) {
        Map<String, Node> labels = group.get("labels").map(Node::entries).orElse(Map.of());
        group
            .get("rules")
            .map(Node::items)
            .orElse(List.of())
            .forEach(rule -> what.accept(rule, labels));
      }
    }
  }

  /** Labels that Prometheus adds to all that it sends. */
  Map<String, Place> externalLabels() {
    Map<String, Place> labels = new LinkedHashMap<>();
    for (Node config : prometheus.values()) {
      config
          .at("global", "external_labels")
          .ifPresent(
              node -> node.entries().forEach((name, value) -> labels.put(name, value.place())));
    }
    return labels;
  }
}
