package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.remote.SshServerStandIn;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The containers of a VM, over a real SSH login. There is no engine: a stand-in for {@code docker}
 * notes what it is asked; where it matters what the programs do, it runs Debian's.
 */
@Timeout(300)
class StackCommandsIT {
  private static final Path STACK = Path.of("../stack").toAbsolutePath().normalize();
  private static final String SILENCE =
      """
      {"matchers": [{"name": "alertname", "value": "Old", "isRegex": false}], "createdBy": "ann",
       "comment": "before", "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z"}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SshServerStandIn server;

  @SuppressWarnings("NullAway.Init")
  private DockerStandIn docker;

  @SuppressWarnings("NullAway.Init")
  private Path stack;

  private final HttpClient http = HttpClient.newHttpClient();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    server = new SshServerStandIn(folder, "host-key", 0);
    Path sudo = Files.createDirectories(folder.resolve("bin")).resolve("sudo");
    Files.writeString(sudo, "#!/bin/sh\nexec \"$@\"\n");
    Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
    docker = DockerStandIn.in(folder.resolve("bin"), server.root());
    stack = folder.resolve("stack");
    copy(STACK, stack);
    Files.writeString(stack.resolve("secrets/slack-url"), "https://hooks.example/hunter2");
  }

  @AfterEach
  void stop() throws Exception {
    docker.stop();
    server.close();
  }

  @Test
  void upBringsTheFolderWithItsSecretsAndAgainRestartsOnlyWhatHasNewFiles() throws Exception {
    assertThat(run("up", "--from", stack.toString())).as("%s%s", out, err).isZero();

    assertThat(docker.calls()).containsExactly("docker compose up -d --wait --remove-orphans");
    Path there = server.root().resolve("opt/gapwatch-stack");
    assertThat(there.resolve("compose.yaml"))
        .hasSameTextualContentAs(stack.resolve("compose.yaml"));
    assertThat(there.resolve("secrets/slack-url")).hasContent("https://hooks.example/hunter2");
    assertThat(there.resolve("secrets/smtp-password")).isEmptyFile();
    assertThat(Files.readString(there.resolve("secrets/grafana-password"))).hasSize(24);
    assertThat(mode(there.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(mode(there.resolve("secrets/slack-url"))).isEqualTo("r--r--r--");
    assertThat(mode(there.resolve("prometheus/prometheus.yml"))).isEqualTo("rw-r--r--");
    assertThat(out.toString())
        .contains("made a password for Grafana's user admin", "secrets/smtp-password is empty")
        .containsPattern("prometheus +running healthy")
        .doesNotContain("hunter2");
    String password = Files.readString(there.resolve("secrets/grafana-password"));

    Path rules = stack.resolve("prometheus/rules/own.yml");
    Files.writeString(rules, "groups: []\n");
    Files.delete(stack.resolve("secrets/slack-url"));
    assertThat(run("up", "--from", stack.toString())).isZero();

    assertThat(docker.calls())
        .containsExactly(
            "docker compose up -d --wait --remove-orphans", "docker compose restart prometheus");
    assertThat(there.resolve("prometheus/rules/own.yml")).exists();
    assertThat(there.resolve("secrets/slack-url")).hasContent("https://hooks.example/hunter2");
    assertThat(there.resolve("secrets/grafana-password")).hasContent(password);

    Files.delete(rules);
    assertThat(run("up", "--from", stack.toString())).isZero();
    assertThat(there.resolve("prometheus/rules/own.yml")).doesNotExist();
    assertThat(docker.calls()).contains("docker compose restart prometheus");
  }

  @Test
  void aFileThatComposeRefusesLeavesWhatRuns() throws Exception {
    run("up", "--from", stack.toString());
    docker.calls();
    Files.writeString(
        stack.resolve("compose.yaml"),
        Files.readString(stack.resolve("compose.yaml")) + "broken: 1\n");

    assertThat(run("up", "--from", stack.toString())).isEqualTo(1);

    assertThat(out.toString())
        .contains("additional properties 'broken' not allowed", "what ran runs on");
    assertThat(docker.calls()).isEmpty();
  }

  @Test
  void theOthersDoWhatTheySayAndAnUnhealthyOneIsNoSuccess() throws Exception {
    assertThat(run("status")).isEqualTo(1);
    assertThat(out.toString()).contains("there is no stack here yet: gapctl stack up");
    run("up", "--from", stack.toString());
    docker.calls();

    assertThat(run("status")).isZero();
    Files.writeString(server.root().resolve("services/vault.health"), "unhealthy");
    assertThat(run("status")).isEqualTo(2);
    assertThat(out.toString()).containsPattern("vault +running unhealthy");

    assertThat(run("logs", "-n", "7", "prometheus", "$(touch no)")).isZero();
    assertThat(run("down")).isZero();
    assertThat(docker.calls())
        .containsExactly(
            "docker compose logs --no-color --tail=7 -- prometheus $(touch no)",
            "docker compose down");
    assertThat(run("status")).isEqualTo(2);
    assertThat(out.toString()).containsPattern("prometheus +not there");
  }

  @Test
  void withoutComposeItSaysWhichPackage() throws Exception {
    Files.writeString(folder.resolve("bin/docker"), "#!/bin/sh\nexit 1\n");

    assertThat(run("up", "--from", stack.toString())).isEqualTo(1);

    assertThat(out.toString()).contains("apt-get install docker-compose-v2");
    assertThat(server.root().resolve("opt/gapwatch-stack")).doesNotExist();
  }

  @Test
  void aBackupGivesPrometheusAndAlertmanagerBackWhatTheyHadInAnEmptyPlace() throws Exception {
    int prometheus = freePort();
    int alertmanager = freePort();
    programs(prometheus, alertmanager, "before");
    assertThat(run("up", "--from", stack.toString())).isZero();
    while (!count(prometheus, "before").equals("1")) {
      pause();
    }
    post(alertmanager, "/api/v2/silences", SILENCE);
    Files.writeString(docker.volume("grafana-data").resolve("grafana.db"), "dashboards");
    docker.calls();
    Path backup = folder.resolve("backup.tar.gz");

    assertThat(run("backup", backup.toString())).as("%s%s", out, err).isZero();

    assertThat(docker.calls())
        .containsExactly(
            "docker compose stop alertmanager",
            "docker compose start alertmanager",
            "docker compose pause",
            "docker compose unpause");
    assertThat(mode(backup)).isEqualTo("rw-------");
    assertThat(folder.resolve("backup.tar.gz.part")).doesNotExist();
    assertThat(count(prometheus, "before")).isEqualTo("1");
    assertThat(run("backup", backup.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("already exists; name another file");

    // What is there is not overwritten unasked; a damaged file changes nothing.
    assertThat(run("restore", backup.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("alertmanager-data is not empty; nothing was changed.");
    Path damaged = Files.write(folder.resolve("damaged"), bytes(backup));
    assertThat(run("restore", "--replace", damaged.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("nothing was changed");
    assertThat(docker.calls()).isEmpty();

    // Another machine.
    docker.stop();
    assertThat(new ProcessBuilder("rm", "-rf", server.root().toString()).start().waitFor())
        .isZero();
    docker = DockerStandIn.in(folder.resolve("bin"), server.root());
    programs(prometheus, alertmanager, "after");
    assertThat(run("restore", backup.toString())).as("%s%s", out, err).isZero();

    while (!count(prometheus, "after").equals("1")) {
      pause();
    }
    assertThat(count(prometheus, "before")).isEqualTo("1");
    assertThat(get(alertmanager, "/api/v2/silences").at("/0/comment").asText()).isEqualTo("before");
    assertThat(docker.volume("grafana-data").resolve("grafana.db")).hasContent("dashboards");
    assertThat(out.toString()).contains("Vault is sealed until it gets its old keys");
  }

  @Test
  void vaultIsNotSealedByABackupAndHasItsSecretsWithItsOldKeysInAnEmptyPlace() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "vault"))),
        "vault is not on the PATH: infra/tools/vault/install");
    int port = freePort();
    vault(port);
    assertThat(run("up", "--from", stack.toString())).isZero();
    // Of a Prometheus that does not run the files are copied.
    Files.delete(server.root().resolve("running/prometheus"));
    JsonNode keys = vault(port, "", "sys/init", "{\"secret_shares\": 1, \"secret_threshold\": 1}");
    String unseal = "{\"key\": \"%s\"}".formatted(keys.at("/keys_base64/0").asText());
    String token = keys.path("root_token").asText();
    vault(port, "", "sys/unseal", unseal);
    vault(port, token, "sys/mounts/kv", "{\"type\": \"kv\", \"options\": {\"version\": \"1\"}}");
    vault(port, token, "kv/gapwatch", "{\"TOKEN\": \"hunter2\"}");
    Path backup = folder.resolve("backup.tar.gz");

    assertThat(run("backup", backup.toString())).as("%s%s", out, err).isZero();

    assertThat(get(port, "/v1/sys/seal-status").path("sealed").asBoolean(true)).isFalse();
    docker.stop();
    assertThat(new ProcessBuilder("rm", "-rf", server.root().toString()).start().waitFor())
        .isZero();
    docker = DockerStandIn.in(folder.resolve("bin"), server.root());
    vault(port);
    assertThat(run("restore", backup.toString())).as("%s%s", out, err).isZero();

    vault(port, "", "sys/unseal", unseal);
    HttpRequest read =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/kv/gapwatch"))
            .header("X-Vault-Token", token)
            .build();
    JsonNode secret = send(read);
    while (secret.isMissingNode()) {
      pause();
      secret = send(read);
    }
    assertThat(secret.at("/data/TOKEN").asText()).isEqualTo("hunter2");
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
                .formatted(docker.volume("vault-data"), port, freePort()));
    docker.service("vault", port, "vault", "server", "-config=" + config);
  }

  /** Asks until it answers: it may be about to start, or to be unsealed. */
  private JsonNode vault(int port, String token, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/%s".formatted(port, path)))
            .header("X-Vault-Token", token)
            .PUT(BodyPublishers.ofString(json))
            .build();
    while (true) {
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
          return new ObjectMapper().readTree(answer.body());
        }
      } catch (ConnectException e) {
        // Not yet.
        pause();
      }
      pause();
    }
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
    docker.service(
        "prometheus",
        prometheus,
        "prometheus",
        "--config.file=" + config,
        "--storage.tsdb.path=" + docker.volume("prometheus-data"),
        "--web.enable-admin-api",
        "--web.listen-address=127.0.0.1:" + prometheus);
    docker.service(
        "alertmanager",
        alertmanager,
        "prometheus-alertmanager",
        "--config.file=" + silent(),
        "--storage.path=" + docker.volume("alertmanager-data"),
        "--web.listen-address=127.0.0.1:" + alertmanager,
        "--cluster.listen-address=");
  }

  private Path silent() throws IOException {
    return Files.writeString(
        folder.resolve("alertmanager.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
  }

  /** Of a query that also finds what is no longer scraped. */
  private String count(int port, String job) throws IOException, InterruptedException {
    return get(
            port,
            "/api/v1/query?query=count(last_over_time(up%7Bjob=%22" + job + "%22%7D%5B1h%5D))")
        .at("/data/result/0/value/1")
        .asText();
  }

  private JsonNode get(int port, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build());
  }

  private void post(int port, String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    while (send(request).isMissingNode()) {
      pause();
    }
  }

  /** Missing as long as nobody answers. */
  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? new ObjectMapper().readTree(answer.body())
          : new ObjectMapper().missingNode();
    } catch (ConnectException e) {
      return new ObjectMapper().missingNode();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(100_000_000);
  }

  /** Below those that the kernel gives to connections, which would take it in the meantime. */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_768);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // Another one.
      }
    }
  }

  /** The same with a few bytes missing in the middle. */
  private static byte[] bytes(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    for (int i = all.length / 2; i < all.length / 2 + 20; i++) {
      all[i] ^= 0x55;
    }
    return all;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  private int run(String command, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "stack",
                command,
                "--root",
                folder.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(server.port()),
                "--identity",
                server.key("id", KeyPair.ED25519).toString()));
    args.addAll(List.of(more));
    return Typed.run(out, err, args.toArray(String[]::new));
  }
}
