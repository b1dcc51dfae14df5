package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.Project;
import io.gapwatch.infra.compose.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that nothing answers: targets, Alertmanagers, and receivers of what is sent on. */
final class TargetRules implements LintRule {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://)?([^/:]+)(?::(\\d+))?(/.*)?");

  /** Ports of protocols that are not HTTP. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "6379",
          "Redis",
          "5432",
          "PostgreSQL",
          "3306",
          "MySQL",
          "27017",
          "MongoDB",
          "2181",
          "ZooKeeper",
          "9092",
          "Kafka");

  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    Optional<Set<String>> hosts = setup.compose().map(TargetRules::hosts);
    for (Map.Entry<Path, Node> file : setup.prometheus().entrySet()) {
      Node config = file.getValue();
      for (Node job : list(config, "scrape_configs")) {
        String name = job.get("job_name").flatMap(Node::text).orElse("");
        for (Node group : list(job, "static_configs")) {
          list(group, "targets").forEach(target -> target(name, target, hosts, true, found));
        }
      }
      boolean any = false;
      for (Node group : config.at("alerting", "alertmanagers").map(Node::items).orElse(List.of())) {
        any = true;
        for (Node some : list(group, "static_configs")) {
          list(some, "targets").forEach(target -> target("alerting", target, hosts, false, found));
        }
      }
      boolean rules = !list(config, "rule_files").isEmpty();
      if (rules && !any) {
        found.add(
            new Finding(
                config.get("rule_files").orElseThrow().place(),
                Weight.PROBLEM,
                "no-alertmanager",
                "alerting",
                "rules fire and nobody is told: no Alertmanager is named",
                "add alerting.alertmanagers"));
      }
      for (Node remote : list(config, "remote_write")) {
        remote.get("url").ifPresent(url -> sentOn(url, hosts, found));
      }
    }
    return found;
  }

  private static void target(
      String job, Node target, Optional<Set<String>> hosts, boolean scraped, List<Finding> found) {
    Matcher address = ADDRESS.matcher(target.text().orElse(""));
    if (!address.matches() || address.group(1).contains("$")) {
      return;
    }
    String other = OTHERS.get(String.valueOf(address.group(2)));
    if (scraped && other != null) {
      found.add(
          new Finding(
              target.place(),
              Weight.PROBLEM,
              "not-http",
              job,
              "port %s is %s's own, which has no metrics over HTTP"
                  .formatted(address.group(2), other),
              "scrape an exporter for " + other));
    }
    unknown(job, target, address.group(1), hosts, found);
  }

  private static void sentOn(Node url, Optional<Set<String>> hosts, List<Finding> found) {
    Matcher address = ADDRESS.matcher(url.text().orElse(""));
    if (!address.matches() || address.group(1).contains("$")) {
      return;
    }
    String path = address.group(3);
    if (path == null || path.equals("/")) {
      found.add(
          new Finding(
              url.place(),
              Weight.PROBLEM,
              "remote-write-without-path",
              "remote_write",
              "nothing takes samples at the root of a server",
              "add /api/v1/receive (Thanos), /api/v1/write (Prometheus), or what the receiver"
                  + " says"));
    }
    unknown("remote_write", url, address.group(1), hosts, found);
  }

  private static void unknown(
      String job, Node place, String host, Optional<Set<String>> hosts, List<Finding> found) {
    // A name with dots, or an address, is somewhere else.
    if (hosts.isEmpty() || host.contains(".") || hosts.get().contains(host)) {
      return;
    }
    String alike =
        hosts.get().stream()
            .filter(name -> name.replace('_', '-').equals(host.replace('_', '-')))
            .findFirst()
            .map(name -> "; did you mean %s?".formatted(name))
            .orElse("");
    found.add(
        new Finding(
            place.place(),
            Weight.PROBLEM,
            "unknown-host",
            job,
            "no service of the Compose file is called %s%s".formatted(host, alike),
            "correct the name, add the service, or take the target out"));
  }

  private static Set<String> hosts(Project project) {
    Set<String> hosts = new HashSet<>(Set.of("localhost", "host-gateway"));
    for (Service each : project.services()) {
      hosts.add(each.name());
      each.text("container_name").ifPresent(hosts::add);
      each.text("hostname").ifPresent(hosts::add);
      each.list("extra_hosts")
          .forEach(line -> hosts.add(line.text().orElse("").split("[:=]", 2)[0]));
      each.node()
          .get("networks")
          .ifPresent(
              networks ->
                  networks
                      .entries()
                      .values()
                      .forEach(
                          network ->
                              list(network, "aliases")
                                  .forEach(alias -> hosts.add(alias.text().orElse("")))));
    }
    return hosts;
  }

  private static List<Node> list(Node node, String key) {
    return node.get(key).map(Node::items).orElse(List.of());
  }
}
