package io.gapwatch.infra.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What our own stack is held to. */
class ShippedStackTest {
  private static final Path STACK = Path.of("../stack");
  private static final Machine FREE_VM =
      new Machine(
          new Amount(12L << 30, BigDecimal.valueOf(2)), "linux/arm64", new BigDecimal("0.2"));

  private final Project project =
      Project.read(List.of(STACK.resolve("compose.yaml")), Set.of(), Map.of());

  @Test
  void itFitsTheFreeMachineAndNothingIsWrongWithIt() {
    Check check = Check.of(project, new Budget(project.services(), FREE_VM, Optional.empty()));

    assertThat(check.findings()).isEmpty();
    assertThat(check.isWell()).isTrue();
  }

  @Test
  void everyServiceIsWithoutPrivilegesAndWritesOnlyToVolumes() {
    assertThat(project.services()).hasSize(5);
    for (Service each : project.services()) {
      assertThat(each.text("read_only")).as(each.name()).contains("true");
      assertThat(each.text("user").orElseThrow()).as(each.name()).doesNotStartWith("0");
      assertThat(each.list("cap_drop")).as(each.name()).hasSize(1);
      assertThat(each.text("privileged")).as(each.name()).isEmpty();
      assertThat(each.reservations().isNone()).as(each.name()).isFalse();
      assertThat(each.text("image").orElseThrow())
          .as(each.name())
          .matches(".+:v?\\d+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void everyTargetOfPrometheusIsAServiceOrItself() {
    Node config = YamlTree.read(STACK.resolve("prometheus/prometheus.yml")).get(0);
    Set<String> hosts = new TreeSet<>();
    for (Node job : config.get("scrape_configs").orElseThrow().items()) {
      for (Node some : job.get("static_configs").orElseThrow().items()) {
        some.get("targets")
            .orElseThrow()
            .items()
            .forEach(target -> hosts.add(target.text().orElseThrow().replaceFirst(":\\d+$", "")));
      }
    }
    Set<String> services = new TreeSet<>(Set.of("localhost"));
    project.services().stream()
        .map(Service::name)
        .filter(name -> !name.equals("prometheus"))
        .forEach(services::add);

    assertThat(hosts).isEqualTo(services);
  }

  @Test
  void everyAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
    Set<String> alerts = new TreeSet<>();
    for (Node file : in("prometheus/rules")) {
      for (Node group : file.get("groups").orElseThrow().items()) {
        for (Node rule : group.get("rules").orElseThrow().items()) {
          alerts.add(rule.get("alert").flatMap(Node::text).orElseThrow());
        }
      }
    }
    Set<String> firing = new TreeSet<>();
    Set<String> quiet = new TreeSet<>();
    for (Node file : in("prometheus/tests")) {
      for (Node test : file.get("tests").orElseThrow().items()) {
        for (Node one : test.get("alert_rule_test").orElseThrow().items()) {
          boolean fires = !one.get("exp_alerts").map(Node::items).orElse(List.of()).isEmpty();
          (fires ? firing : quiet).add(one.get("alertname").flatMap(Node::text).orElseThrow());
        }
      }
    }

    assertThat(alerts).hasSizeGreaterThan(10);
    assertThat(firing).isEqualTo(alerts);
    assertThat(quiet).isEqualTo(alerts);
  }

  private static List<Node> in(String folder) throws IOException {
    List<Node> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(STACK.resolve(folder))) {
      files.forEach(file -> documents.addAll(YamlTree.read(file)));
    }
    return documents;
  }
}
