package io.gapwatch.infra.compose.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults between the Compose file and what its programs read, each with its quiet twin. */
class StackFaultsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeEach
  void stack() throws IOException {
    write(
        "prometheus/prometheus.yml",
        """
        scrape_configs: [{job_name: redis, static_configs: [{targets: [redis:9121]}]}]
        rule_files: [rules/*.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: [127.0.0.1:9093]}]}]}
        """);
    rules("job!=\"redis\"", "job=\"redis\"");
    compose("./prometheus:/etc/prometheus:ro", "TZ: UTC");
  }

  @Test
  void aStackThatFitsIsQuiet() {
    assertThat(found()).isEmpty();
  }

  @Test
  void aConfigurationThatIsNotMountedIsTheImagesOwn() throws IOException {
    compose("data:/prometheus", "TZ: UTC");

    assertThat(found()).containsExactly("compose.yaml:4 config-not-mounted prometheus");
  }

  @Test
  void rulesThatTheContainerDoesNotSeeAreTold() throws IOException {
    compose("./prometheus/prometheus.yml:/etc/prometheus/prometheus.yml", "TZ: UTC");

    assertThat(found())
        .containsExactly(
            "prometheus.yml:2 rules-not-mounted prometheus", "rules.yml:1 not-mounted rules.yml");
  }

  @Test
  void aFileThatNobodyMountsIsTold() throws IOException {
    write("old.yml", "scrape_configs: [{job_name: redis}]\n");

    assertThat(found()).containsExactly("old.yml:1 not-mounted old.yml");
  }

  @Test
  void aVariableThatAProgramDoesNotReadIsTold() throws IOException {
    compose("./prometheus:/etc/prometheus:ro", "THANOS_RECEIVER_ENDPOINT: http://thanos:19291");

    assertThat(found()).containsExactly("compose.yaml:6 unread-variable prometheus");
  }

  @Test
  void twoAlertsOnOneTargetThatIsDownAreOneTooMany() throws IOException {
    rules("", "job=\"redis\"");
    assertThat(found()).containsExactly("rules.yml:7 one-outage-two-alerts RedisDown");

    write(
        "alertmanager.yml",
        """
        route: {receiver: all}
        receivers: [{name: all}]
        inhibit_rules:
          - source_matchers: [alertname=TargetDown]
            target_matchers: [alertname=RedisDown]
            equal: [instance]
        """);
    assertThat(found()).containsExactly("alertmanager.yml:1 not-mounted alertmanager.yml");
  }

  @Test
  void whatIsSentOnMustKeepSomething() throws IOException {
    sentOn("{source_labels: [__name__], regex: 'oracle1_.*', action: keep}");
    assertThat(found()).containsExactly("prometheus.yml:3 keeps-nothing-known remote_write");

    sentOn("{source_labels: [__name__], regex: '.+', action: drop}");
    assertThat(found()).containsExactly("prometheus.yml:3 drops-everything remote_write");

    sentOn("{source_labels: [__name__], regex: 'up|redis_.*', action: keep}");
    assertThat(found()).isEmpty();
  }

  @Test
  void aVaultThatIsAskedWhereItDoesNotListenIsTold() throws IOException {
    vault("server -dev", "");
    assertThat(found()).containsExactly("compose.yaml:10 vault-address vault");

    vault("server -dev", "environment: {VAULT_ADDR: 'https://0.0.0.0:8200'}");
    assertThat(found()).containsExactly("compose.yaml:11 vault-address vault");

    vault("server -dev", "environment: [VAULT_ADDR=http://127.0.0.1:8200]");
    assertThat(found()).isEmpty();

    write(
        "vault/vault.hcl",
        "listener \"tcp\" {\n  address = \"0.0.0.0:8210\"\n  tls_cert_file = \"x\"\n}\n");
    vault("server", "environment: {VAULT_ADDR: 'https://127.0.0.1:8210'}");
    assertThat(found()).isEmpty();

    vault("server", "environment: {VAULT_ADDR: 'https://127.0.0.1:8200'}");
    assertThat(found()).containsExactly("compose.yaml:11 vault-address vault");
  }

  private void rules(String all, String one) throws IOException {
    write(
        "prometheus/rules/rules.yml",
        """
        groups:
          - name: down
            rules:
              - alert: TargetDown
                expr: up{%s} == 0
                labels: {severity: critical}
              - alert: RedisDown
                expr: up{%s} == 0
                labels: {severity: critical}
        """
            .formatted(all, one));
  }

  private void sentOn(String relabel) throws IOException {
    String before = Files.readString(folder.resolve("prometheus/prometheus.yml"));
    write(
        "prometheus/prometheus.yml",
        before.lines().filter(line -> !line.startsWith("remote_write")).toList().get(0)
            + "\nrule_files: [rules/*.yml]\nremote_write: [{url: 'http://10.0.0.1/api/v1/write',"
            + " write_relabel_configs: [%s]}]\n".formatted(relabel)
            + "alerting: {alertmanagers: [{static_configs: [{targets: [127.0.0.1:9093]}]}]}\n");
  }

  private void compose(String volume, String variable) throws IOException {
    write(
        "compose.yaml",
        """
        services:
          prometheus:
            image: prom/prometheus:v3.15.0
            command: [--config.file=/etc/prometheus/prometheus.yml]
            volumes: ["%s"]
            environment: {%s}
          redis: {image: "redis:7"}
        volumes: {data: {}}
        """
            .formatted(volume, variable));
  }

  private void vault(String command, String more) throws IOException {
    compose("./prometheus:/etc/prometheus:ro", "TZ: UTC");
    String before = Files.readString(folder.resolve("compose.yaml"));
    write(
        "compose.yaml",
        before.replace(
            "volumes: {data: {}}\n",
            """
              vault:
                image: hashicorp/vault:1.21.4
                healthcheck: {test: [CMD, vault, status]}
                %s
                command: %s
                volumes: ["./vault:/vault/config:ro"]
            volumes: {data: {}}
            """
                .formatted(more, command)));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  private List<String> found() {
    return Lint.of(folder, Map.of(), new Programs("")).findings().stream()
        .filter(each -> !each.rule().equals("not-asked"))
        .map(
            each ->
                "%s:%d %s %s"
                    .formatted(
                        each.place().file().getFileName(),
                        each.place().line(),
                        each.rule(),
                        each.subject()))
        .toList();
  }
}
