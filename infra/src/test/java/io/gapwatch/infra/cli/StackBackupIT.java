package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.infra.FreePort;
import io.gapwatch.infra.OnPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gapctl stack backup} and {@code restore}, with Debian's own programs and their files. */
@Timeout(300)
class StackBackupIT {
  private static final String SILENCE =
      """
      {"matchers": [{"name": "alertname", "value": "Old", "isRegex": false}], "createdBy": "ann",
       "comment": "before", "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z"}
      """;

  private final Path folder;
  private final ContainerVm vm;
  private final LoopbackClient client = new LoopbackClient();

  StackBackupIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    vm = new ContainerVm(folder);
  }

  @AfterEach
  void stop() throws Exception {
    vm.stop();
  }

  @Test
  void aBackupGivesPrometheusAndAlertmanagerBackWhatTheyHadInAnEmptyPlace() throws Exception {
    int prometheus = FreePort.number();
    int alertmanager = FreePort.number();
    programs(prometheus, alertmanager, "before");
    assertThat(vm.run("up", "--from", vm.stack().toString())).isZero();
    while (!count(prometheus, "before").equals("1")) {
      LoopbackClient.pause();
    }
    client.post(alertmanager, "/api/v2/silences", SILENCE);
    Files.writeString(vm.docker().volume("grafana-data").resolve("grafana.db"), "dashboards");
    vm.docker().calls();
    Path backup = folder.resolve("backup.tar.gz");

    assertThat(vm.run("backup", backup.toString())).as(vm.said()).isZero();

    assertThat(vm.docker().calls())
        .containsExactly(
            "docker compose stop alertmanager",
            "docker compose start alertmanager",
            "docker compose pause",
            "docker compose unpause");
    assertThat(ContainerVm.mode(backup)).isEqualTo("rw-------");
    assertThat(folder.resolve("backup.tar.gz.part")).doesNotExist();
    assertThat(count(prometheus, "before")).isEqualTo("1");
    assertThat(vm.run("backup", backup.toString())).isEqualTo(2);
    assertThat(vm.err()).contains("already exists; name another file");

    // What is there is not overwritten unasked; a damaged file changes nothing.
    assertThat(vm.run("restore", backup.toString())).isEqualTo(1);
    assertThat(vm.out()).contains("alertmanager-data is not empty; nothing was changed.");
    Path damaged = Files.write(folder.resolve("damaged"), bytes(backup));
    assertThat(vm.run("restore", "--replace", damaged.toString())).isEqualTo(1);
    assertThat(vm.out()).contains("nothing was changed");
    assertThat(vm.docker().calls()).isEmpty();

    // Another machine.
    vm.replace();
    programs(prometheus, alertmanager, "after");
    assertThat(vm.run("restore", backup.toString())).as(vm.said()).isZero();

    while (!count(prometheus, "after").equals("1")) {
      LoopbackClient.pause();
    }
    assertThat(count(prometheus, "before")).isEqualTo("1");
    assertThat(client.get(alertmanager, "/api/v2/silences").at("/0/comment").asText())
        .isEqualTo("before");
    assertThat(vm.docker().volume("grafana-data").resolve("grafana.db")).hasContent("dashboards");
    assertThat(vm.out()).contains("Vault is sealed until it gets its old keys");
  }

  @Test
  void vaultIsNotSealedByABackupAndHasItsSecretsWithItsOldKeysInAnEmptyPlace() throws Exception {
    assumeTrue(OnPath.has("vault"), "vault is not on the PATH: infra/tools/vault/install");
    int port = FreePort.number();
    vault(port);
    assertThat(vm.run("up", "--from", vm.stack().toString())).isZero();
    // Of a Prometheus that does not run the files are copied.
    Files.delete(vm.root().resolve("running/prometheus"));
    JsonNode keys = vault(port, "", "sys/init", "{\"secret_shares\": 1, \"secret_threshold\": 1}");
    String unseal = "{\"key\": \"%s\"}".formatted(keys.at("/keys_base64/0").asText());
    String token = keys.path("root_token").asText();
    vault(port, "", "sys/unseal", unseal);
    vault(port, token, "sys/mounts/kv", "{\"type\": \"kv\", \"options\": {\"version\": \"1\"}}");
    vault(port, token, "kv/gapwatch", "{\"TOKEN\": \"hunter2\"}");
    Path backup = folder.resolve("backup.tar.gz");

    assertThat(vm.run("backup", backup.toString())).as(vm.said()).isZero();

    assertThat(client.get(port, "/v1/sys/seal-status").path("sealed").asBoolean(true)).isFalse();
    vm.replace();
    vault(port);
    assertThat(vm.run("restore", backup.toString())).as(vm.said()).isZero();

    vault(port, "", "sys/unseal", unseal);
    HttpRequest read =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/kv/gapwatch"))
            .header("X-Vault-Token", token)
            .build();
    assertThat(client.await(read).at("/data/TOKEN").asText()).isEqualTo("hunter2");
  }

  private void vault(int port) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("vault.hcl"),
            """
            storage "file" { path = "%s" }
            listener "tcp" {
              address = "127.0.0.1:%d"
              cluster_address = "127.0.0.1:%d"
              tls_disable = true
            }
            api_addr = "http://127.0.0.1:%2$d"
            disable_mlock = true
            """
                .formatted(vm.docker().volume("vault-data"), port, FreePort.number()));
    vm.docker().service("vault", port, "vault", "server", "-config=" + config);
  }

  /** Asks until it answers: it may be about to start, or to be unsealed. */
  private JsonNode vault(int port, String token, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/%s".formatted(port, path)))
            .header("X-Vault-Token", token)
            .PUT(BodyPublishers.ofString(json))
            .build();
    return client.await(request);
  }

  private void programs(int prometheus, int alertmanager, String job) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(job + ".yml"),
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs: [{job_name: %s, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
            """
                .formatted(job, prometheus));
    vm.docker()
        .service(
            "prometheus",
            prometheus,
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + vm.docker().volume("prometheus-data"),
            "--web.enable-admin-api",
            "--web.listen-address=127.0.0.1:" + prometheus);
    vm.docker()
        .service(
            "alertmanager",
            alertmanager,
            "prometheus-alertmanager",
            "--config.file=" + silent(),
            "--storage.path=" + vm.docker().volume("alertmanager-data"),
            "--web.listen-address=127.0.0.1:" + alertmanager,
            "--cluster.listen-address=");
  }

  private Path silent() throws IOException {
    return Files.writeString(
        folder.resolve("alertmanager.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
  }

  /** Of a query that also finds what is no longer scraped. */
  private String count(int port, String job) throws IOException, InterruptedException {
    return client
        .get(
            port,
            "/api/v1/query?query=count(last_over_time(up%7Bjob=%22" + job + "%22%7D%5B1h%5D))")
        .at("/data/result/0/value/1")
        .asText();
  }

  /** The same with a few bytes missing in the middle. */
  private static byte[] bytes(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    for (int i = all.length / 2; i < all.length / 2 + 20; i++) {
      all[i] ^= 0x55;
    }
    return all;
  }
}
