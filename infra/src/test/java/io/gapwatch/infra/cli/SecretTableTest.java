package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.tenancy.OracleStandIn;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTableTest {
  private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StringWriter out = new StringWriter();
  private final SecretTable table =
      new SecretTable(
          Map.of(
              "vaultId", "ocid1.vault.1",
              "keyId", "ocid1.key.1",
              "address", "192.0.2.10",
              "secretId_PUSHOVER_USER", "s1",
              "secretId_MOTHERDUCK_TOKEN", "s2"));

  @Test
  void vaultKeyAndSecretsAreOneTable() {
    table.print(new PrintWriter(out, true));

    assertThat(out.toString().replaceAll(" +", " "))
        .isEqualTo(
            """

            vault ocid1.vault.1
            key ocid1.key.1
            secret MOTHERDUCK_TOKEN s2
            secret PUSHOVER_USER s1
            """);
  }

  @Test
  void versionsAgesAndTheLastRotationAreThoseOfTheVault() throws IOException {
    try (OracleStandIn oracle = new OracleStandIn(folder)) {
      secret(oracle, "s1", 3);
      secret(oracle, "s2", 1);

      table.printVersions(new PrintWriter(out, true), Tenancy.of(oracle.environment()), NOW);
    }

    assertThat(out.toString().replaceAll(" +", " "))
        .endsWith(
            """
            secret version age last rotation
            MOTHERDUCK_TOKEN 1 329 days never
            PUSHOVER_USER 3 329 days 2026-11-25T00:00:00Z (1 day ago)
            """);
  }

  private static void secret(OracleStandIn oracle, String id, int version) {
    String path = "/20180608/secrets/" + id;
    oracle.answers.put(
        path,
        "{\"currentVersionNumber\": %d, \"timeCreated\": \"2026-01-01T00:00:00Z\"}"
            .formatted(version));
    oracle.answers.put(path + "/version/" + version, "{\"timeCreated\": \"2026-11-25T00:00:00Z\"}");
  }
}
