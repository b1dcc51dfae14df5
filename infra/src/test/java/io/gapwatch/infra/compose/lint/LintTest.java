package io.gapwatch.infra.compose.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the system whose guide `stack/` comes from, each in a file of its shape. */
class LintTest {
  private static final Path ORACLE1 = Path.of("src/test/resources/lint/oracle1");

  private static final String[] EXPECTED = {
    "alertmanager.yml:2 unexpanded smtp_smarthost",
    "alertmanager.yml:4 unknown-key cluster",
    "alertmanager.yml:15 dead-route route {component=\"service_health\"}",
    "alertmanager.yml:19 dead-route route {severity=\"security\"}",
    "alertmanager.yml:21 zero-interval group_interval",
    "alertmanager.yml:22 unreachable-route route {alertname=~\"HighCPUUsage|HighMemoryUsage\"}",
    "alertmanager.yml:24 unreachable-route route {component=\"redis\"}",
    "alertmanager.yml:27 inhibition-never-holds inhibit_rules",
    "alertmanager.yml:34 unused-interval maintenance-window",
    "alertmanager.yml:37 unused-interval scheduled-maintenance",
    "alertmanager.yml:39 unknown-key active_time_intervals",
    "alertmanager.yml:44 webhook-to-itself default-receiver",
    "alertmanager.yml:46 webhook-to-itself critical-alerts",
    "alertmanager.yml:48 unknown-key subject",
    "alertmanager.yml:48 unknown-key body",
    "alertmanager.yml:53 unused-receiver nobody",
    "alerts/never.yml:1 unused-rule-file never.yml",
    "alerts/never.yml:5 selects-nothing NodeBusy",
    "prometheus-alerts.yml:14 divides-by-zero ContainerMemory",
    "prometheus-alerts.yml:20 unknown-metric VaultSealed",
    "prometheus-alerts.yml:23 rate-of-gauge ManyClients",
    "prometheus.yml:5 unexpanded replica",
    "prometheus.yml:7 unknown-key retention",
    "prometheus.yml:10 missing-rule-file missing/*.yml",
    "prometheus.yml:14 unexpanded targets",
    "prometheus.yml:18 unexpanded targets",
    "prometheus.yml:23 unknown-host crawler",
    "prometheus.yml:26 not-http cache",
    "prometheus.yml:33 remote-write-without-path remote_write",
    "prometheus.yml:33 unknown-host remote_write",
    "alertmanager.yml:8 group-by-nothing cluster",
    "alertmanager.yml:8 group-by-nothing service",
    "prometheus-alerts.yml:25 falls-to-default CertificateEnds",
  };

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void everyFaultIsFoundWhereItStandsAndHasAFix() {
    List<Finding> findings = lint(ORACLE1);

    assertThat(findings).extracting(LintTest::brief).containsExactly(EXPECTED);
    assertThat(findings).allMatch(each -> !each.fix().isBlank() && !each.what().isBlank());
  }

  @Test
  void ourOwnStackIsQuiet() {
    assertThat(lint(Path.of("../stack"))).isEmpty();
  }

  @Test
  void aRouteThatContinuesShadowsNothing() throws IOException {
    write("a", "continue: true");
    assertThat(lint(folder)).isEmpty();

    write("a", "group_wait: 3s");
    assertThat(lint(folder)).extracting(Finding::rule).containsExactly("unreachable-route");

    write("b", "group_wait: 3s");
    assertThat(lint(folder)).isEmpty();
  }

  private void write(String severity, String more) throws IOException {
    Files.writeString(
        folder.resolve("alertmanager.yml"),
        """
        route:
          receiver: one
          routes:
            - {matchers: ["team=~\\"%s|c\\""], receiver: two, %s}
            - {matchers: [team=a, region!=eu], receiver: one}
        receivers: [{name: one}, {name: two}]
        """
            .formatted(severity, more));
  }

  @Test
  void whatAnExpressionAsksForIsReadWithItsLabelsAndFunctions() {
    List<PromQl.Selector> asked =
        PromQl.selectors(
            "sum by (job, instance) (rate(http_requests_total{code=~\"5..\", job!='a'}[5m] offset"
                + " 3m)) / on(job) group_left sum(rate({__name__=\"x\"}[1h])) > bool 0.5 # up");

    assertThat(asked)
        .containsExactly(
            new PromQl.Selector(
                "http_requests_total",
                List.of(new LabelMatcher("code", "=~", "5.."), new LabelMatcher("job", "!=", "a")),
                List.of("rate", "")),
            new PromQl.Selector(
                "", List.of(new LabelMatcher("__name__", "=", "x")), List.of("rate", "sum")));
  }

  @Test
  void aFolderWithoutConfigurationsIsNotCalledWell() {
    assertThatThrownBy(() -> lint(folder))
        .isInstanceOf(InfraException.class)
        .hasMessageStartingWith("no configuration of Prometheus or Alertmanager");
    assertThatThrownBy(() -> lint(folder.resolve("none"))).hasMessageContaining("is not a folder");
  }

  @Test
  void withoutTheProgramsTheirPartIsSaidToBeMissing() {
    assertThat(Lint.of(Path.of("../stack"), Map.of(), new Programs("")).findings())
        .extracting(Finding::rule)
        .containsOnly("not-asked")
        .hasSize(6);
  }

  private static List<Finding> lint(Path folder) {
    return Lint.of(folder, Map.of(), new Programs("")).findings().stream()
        .filter(each -> !each.rule().equals("not-asked"))
        .toList();
  }

  private static String brief(Finding each) {
    return "%s:%d %s %s"
        .formatted(
            ORACLE1.relativize(each.place().file()),
            each.place().line(),
            each.rule(),
            each.subject());
  }
}
