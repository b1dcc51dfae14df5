package io.gapwatch.agent.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.agent.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real Vault. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaultSecretsIT extends VaultContract {
  private static final String HUSH = "hush-5b0c77-and-longer";

  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private VaultServer vault;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    assumeTrue(VaultServer.isThere(), "vault is not on the PATH: infra/tools/vault/install");
    vault = new VaultServer(Files.createDirectory(folder.resolve("vault")));
  }

  @AfterAll
  void stop() {
    if (vault != null) {
      vault.close();
    }
  }

  @Override
  AnyVault vault() {
    return vault;
  }

  @Test
  void aRunHasItsSecretsFromItAndLeavesNoTraceOfThem() throws IOException {
    vault.put("gapwatch", Map.of("PLACE", HUSH));
    Path home = Files.createDirectory(folder.resolve("home"));
    Path id = Files.writeString(home.resolve("secret-id"), vault.secretId() + "\n");
    Files.setPosixFilePermissions(id, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        home.resolve("gapwatch.yaml"),
        """
        version: 1
        secrets: {from: vault, address: "%s", path: gapwatch, role: %s, secretIdFile: secret-id}
        sources: {db: {type: postgres, url: "postgres://u:${secret:PLACE}@127.0.0.1:1/db"}}
        jobs: {chain: {schedule: "0 * * * *", checks: [{id: up, type: db-reachable, source: db}]}}
        """
            .formatted(vault.address(), vault.role()));

    Ran check = Ran.gapwatch(home, "config", "check");
    Ran run = Ran.gapwatch(home, "run", "chain");
    Ran doctor = Ran.gapwatch(home, "doctor");

    assertThat(check.code()).as(check.toString()).isZero();
    assertThat(doctor.out()).contains("PLACE from Vault (22 characters, version ");
    String all = check.out() + check.err() + run.out() + run.err() + doctor.out() + doctor.err();
    assertThat(all + written(home) + vault.log()).doesNotContain(HUSH, "hvs.");
    assertThat(all + vault.log()).doesNotContain(vault.secretId());
  }

  private static String written(Path home) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        all.append(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
