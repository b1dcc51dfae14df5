package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.cloud.ObjectStorageStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page from end to end: the stack under the real engine, the agent with the secret that the
 * stack put into the vault, and somebody who knows the public address alone.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatusPageIT {
  private static final Path AGENT = Path.of("../agent/target/gapwatch.jar").toAbsolutePath();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient anybody = HttpClient.newHttpClient();
  private final Path folder;

  StatusPageIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatTheAgentWritesIsWhatTheStackShowsToAllAndNothingThatIsNotForAll() throws Exception {
    assumeTrue(Files.exists(AGENT), "the agent is not packaged");
    try (Site site = Site.open(folder);
        ObjectStorageStandIn storage = new ObjectStorageStandIn(site.cloud)) {
      site.deployer().set("statusPage", "true");
      site.deployer().up();
      URI page = URI.create(site.deployer().output("statusPage").orElseThrow());
      String address = secret(site, "GAPWATCH_PAGE_URL");
      assertThat(page.getPath()).isEqualTo("/n/ns/b/gapwatch-dev-page/o/index.html");
      assertThat(get(page).statusCode()).as("before the first run").isEqualTo(NOT_FOUND);

      String printed = run(address);

      assertThat(get(page).statusCode()).as(printed).isEqualTo(OK);
      assertThat(get(page).body())
          .contains("<title>", "orders", "could not be checked", "ledger")
          .isEqualTo(storage.objects().get("gapwatch-dev-page/index.html"));
      assertThat(get(page.resolve("badges/all.svg")).body()).contains("<svg");
      assertThat(get(page.resolve("status.json")).body()).contains("\"orders\"");
      // Its maker sees all of it, and so these words do stand on a page.
      assertThat(Files.readString(folder.resolve("www/index.html")))
          .contains("ledger.internal.invalid", "1 row missing");
      String all = storage.objects().values().stream().collect(Collectors.joining());
      assertThat(all)
          .doesNotContain("ledger.internal.invalid", "hunter2", "row missing", folder.toString())
          .doesNotContain(address.split("/p/", -1)[1].split("/", -1)[0], "/p/");
      assertThat(printed).doesNotContain("hunter2", "/p/");

      assertThat(get(page.resolve(".")).statusCode()).as("a list").isEqualTo(NOT_FOUND);
      assertThat(put(page).statusCode()).as("written by anybody").isEqualTo(NOT_FOUND);
      assertThat(get(URI.create(address + "index.html")).statusCode())
          .as("read by the address for writing")
          .isEqualTo(NOT_FOUND);
      assertThat(site.state()).doesNotContain(address);
    }
  }

  private static String secret(Site site, String name) {
    Map<String, Object> secret =
        site.cloud.all("oci:Vault/secret:Secret").stream()
            .filter(each -> name.equals(each.get("secretName")))
            .findFirst()
            .orElseThrow();
    Map<?, ?> content = (Map<?, ?>) Objects.requireNonNull(secret.get("secretContent"));
    return new String(
        Base64.getDecoder().decode(String.valueOf(content.get("content"))), StandardCharsets.UTF_8);
  }

  /** One run of the agent, with one table that lost a row and one that cannot be reached. */
  private String run(String address) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("orders.csv"), "id,at\n1,2026-11-01\n2,2026-11-02\n4,2026-11-03\n");
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources:
          shop: {type: duckdb, url: orders.csv}
          books: {type: postgres, url: "postgres://me:${secret:BOOKS}@ledger.internal.invalid/l"}
        jobs:
          night:
            schedule: "0 3 * * *"
            checks:
              - {id: orders, type: gaps, source: shop, table: orders}
              - {id: ledger, type: gaps, source: books, table: bookings}
        page: {to: www, publish: "${secret:GAPWATCH_PAGE_URL}"}
        """);
    Path log = folder.resolve("run.log");
    ProcessBuilder run =
        new ProcessBuilder("java", "-Xmx256m", "-jar", AGENT.toString(), "run", "night")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    run.environment().putAll(Map.of("GAPWATCH_PAGE_URL", address, "BOOKS", "hunter2"));
    int code = run.start().waitFor();
    assertThat(code).as(Files.readString(log)).isEqualTo(2);
    return Files.readString(log);
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return anybody.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(URI uri) throws IOException, InterruptedException {
    return anybody.send(
        HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("defaced")).build(),
        BodyHandlers.ofString());
  }
}
