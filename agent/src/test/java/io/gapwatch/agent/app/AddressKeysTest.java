package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each key that takes an address on the web refuses one that no run could ask. */
class AddressKeysTest {
  private static final String FILE =
      """
      version: 1
      %s
      %s
      jobs:
        nightly:
          schedule: "0 3 * * *"
          notify: %s
          checks: [{id: c, type: %s, source: e}]
      """;
  private static final String DATABASE = "sources: {e: {type: duckdb, url: t.duckdb}}";

  /** Sections with an address, by the name of the key. */
  private static final Map<String, String> SECTIONS =
      Map.of(
          "pushover.api",
          "{type: pushover, token: t, user: u, api: \"%s\"}",
          "telegram.api",
          "{type: telegram, token: \"1:a\", chat: 4, api: \"%s\"}",
          "healthchecks.url",
          "{type: healthchecks, url: \"%s\"}",
          "healthchecks.api",
          "{type: healthchecks, url: \"https://hc.example.org/a\", api: \"%s\"}",
          "alertmanager.url",
          "{type: alertmanager, url: \"%s\"}",
          "ntfy.url",
          "{type: ntfy, topic: t, url: \"%s\"}",
          "ntfy.link",
          "{type: ntfy, topic: t, link: \"%s\"}",
          "slack.url",
          "{type: slack, url: \"%s\"}",
          "webhook.url",
          "{type: webhook, url: \"%s\"}");

  private static final Map<String, String> TOP =
      Map.of(
          "secrets.address",
          "secrets: {from: vault, path: p, tokenFile: f, address: \"%s\"}",
          "secrets.endpoints.metadata",
          "secrets: {from: oci-vault, vault: ocid1.vault.a, endpoints: {metadata: \"%s\"}}",
          "secrets.endpoints.federation",
          "secrets: {from: oci-vault, vault: ocid1.vault.a, endpoints: {federation: \"%s\"}}",
          "secrets.endpoints.secrets",
          "secrets: {from: oci-vault, vault: ocid1.vault.a, endpoints: {secrets: \"%s\"}}",
          "serve.address",
          "serve: {address: \"%s\"}",
          "page.publish",
          "page: {publish: \"%s\"}");

  private final TriedConfig tried;

  AddressKeysTest(@TempDir Path folder) {
    tried = new TriedConfig(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h:99999/hunter2",
        "https://h:0/hunter2",
        "https://[::1/hunter2",
        "https://user:hunter2@h.example.org",
        "https://my_host/hunter2",
        "https://[fe80::1%eth0]/hunter2",
        "https://h/hunter2[",
        "https://h/%zz?token=hunter2",
        "https:///hunter2",
        "h.example.org/services/T0/B0/hunter2"
      })
  void whatNoRunCouldAskIsRefused(String address) throws IOException {
    for (Map.Entry<String, String> one : SECTIONS.entrySet()) {
      mustRefuse(one.getKey(), channel(one.getValue().formatted(address)), 3);
    }
    for (Map.Entry<String, String> one : TOP.entrySet()) {
      mustRefuse(one.getKey(), top(one.getValue().formatted(address)), 3);
    }
    mustRefuse("http.url", source(address), 2);
  }

  @Test
  void theSchemeMayBeInCapitals() throws IOException {
    String address = "HTTPS://h.example.org";
    for (Map.Entry<String, String> one : SECTIONS.entrySet()) {
      assertThat(tried.problems(channel(one.getValue().formatted(address))))
          .as(one.getKey())
          .isEmpty();
    }
    for (Map.Entry<String, String> one : TOP.entrySet()) {
      assertThat(tried.problems(top(one.getValue().formatted(address)))).as(one.getKey()).isEmpty();
    }
    assertThat(tried.problems(source(address))).isEmpty();
  }

  /** Where the program puts a path behind it, a query would swallow that. */
  @Test
  void aBaseHasNoQuery() throws IOException {
    String address = "https://h.example.org/?a=hunter2";
    List<String> bases = List.of("pushover.api", "telegram.api", "alertmanager.url", "ntfy.url");
    for (Map.Entry<String, String> one : SECTIONS.entrySet()) {
      if (bases.contains(one.getKey())) {
        mustRefuse(one.getKey(), channel(one.getValue().formatted(address)), 3);
      }
    }
    for (Map.Entry<String, String> one : TOP.entrySet()) {
      mustRefuse(one.getKey(), top(one.getValue().formatted(address)), 3);
    }
    mustRefuse("http.url", source(address), 2);
  }

  private void mustRefuse(String key, String text, int line) throws IOException {
    List<Problem> problems = tried.problems(text);
    assertThat(problems).as(key).hasSize(1);
    assertThat(problems.get(0).location().line()).as(key).isEqualTo(line);
    assertThat(problems.get(0).toString())
        .as(key)
        .contains("an address ", "it")
        .doesNotContain("hunter2");
  }

  private static String channel(String channel) {
    return FILE.formatted(DATABASE, "channels: {x: " + channel + "}", "[x]", "staleness, table: t");
  }

  private static String top(String section) {
    return FILE.formatted(DATABASE, section, "[]", "staleness, table: t");
  }

  private static String source(String address) {
    return FILE.formatted(
        "sources: {e: {type: http, url: \"" + address + "\"}}", "state: s", "[]", "http");
  }
}
