package io.gapwatch.agent.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultTypeTest {
  private static final String ONE_WAY =
      "needs one way to log in: role with secretId or secretIdFile, or token, or tokenFile";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: r, tokenFile: f | " + ONE_WAY,
        "role: r | " + ONE_WAY,
        "secretIdFile: f | " + ONE_WAY,
        "tokenFile: f, token: x | " + ONE_WAY,
        "token: '${secret:T}' | token cannot come from Vault itself; write ${env:NAME}, or a file",
        "tokenFile: f, address: 'http://vault.example:8200' | would send secrets readably over",
        "tokenFile: f, address: 'vault:8200' | an address such as https://vault.example:8200",
        "tokenFile: f, path: '/a' | a path such as team/gapwatch",
        "tokenFile: f, kv: a | mount",
      })
  void aMistakeIsToldByConfigCheck(String keys, String problem) throws IOException {
    Ran ran = check(keys);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out() + ran.err()).contains(problem).contains("gapwatch.yaml:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: r, secretIdFile: f",
        "tokenFile: f, address: 'http://127.0.0.1:8200'",
        "tokenFile: f, address: 'http://vault:8200', allowHttp: true",
        "tokenFile: f, mount: kv/team, path: a/b, namespace: n, caFile: ca.pem",
      })
  void whatIsRightIsTaken(String keys) throws IOException {
    assertThat(check(keys).code()).isZero();
  }

  private Ran check(String keys) throws IOException {
    String address = keys.contains("address") ? "" : "address: 'https://v.example:8200', ";
    String path = keys.contains("path") ? "" : "path: gapwatch, ";
    write("{from: vault, " + address + path + keys + "}");
    return Ran.gapwatch(folder, "config", "check");
  }

  private void write(String secrets) throws IOException {
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        secrets: %s
        sources: {db: {type: postgres, url: "${secret:URL}"}}
        jobs: {chain: {schedule: "0 * * * *", checks: [{id: up, type: db-reachable, source: db}]}}
        """
            .formatted(secrets));
  }

  @Test
  void aFileThatCannotBeUsedIsToldAndItsContentIsNot() throws IOException {
    try (VaultStandIn vault = new VaultStandIn()) {
      vault.put("gapwatch", Map.of("URL", "postgres://u:p@127.0.0.1:1/db"));
      write("{from: vault, address: '" + vault.address() + "', path: gapwatch, tokenFile: token}");
      Path file = folder.resolve("token");

      assertThat(told()).contains("token cannot be used to log in: there is no such file");
      Files.writeString(file, vault.token() + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(told()).contains("group or others can read or change it; try: chmod 600");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThat(told()).doesNotContain("secret URL");
      assertThat(vault.requests).contains("GET secret/data/gapwatch");
      assertThat(told()).doesNotContain("PLANTED");
    }
  }

  @Test
  void certificatesThatAreNoneAreTold() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "none");
    write("{from: vault, address: 'https://127.0.0.1:1', path: a, token: x, caFile: ca.pem}");

    assertThat(told()).contains("ca.pem cannot be used: it ", "openssl x509");
  }

  private String told() {
    Ran ran = Ran.gapwatch(folder, "check");
    return ran.out() + ran.err();
  }
}
