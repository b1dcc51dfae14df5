package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.FreePort;
import io.gapwatch.infra.OnPath;
import io.gapwatch.infra.web.LoopbackServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gapctl vault copy} as a process, from a stand-in for Doppler into the real Vault. */
@Timeout(300)
class VaultCopyCommandIT {
  private static final String DOWNLOAD =
      """
      {"PUSHOVER_TOKEN": "PLANTED-t", "PUSHOVER_USER": "PLANTED-u", "EMPTY": " ", "DOPPLER_PROJECT": "p"}""";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void allOrNoneArriveAndNothingIsShown() throws Exception {
    assumeTrue(OnPath.has("vault"), "vault is not on the PATH: infra/tools/vault/install");
    // It takes the port after its own for other servers.
    int port = FreePort.pair();
    Process vault =
        new ProcessBuilder(
                "vault",
                "server",
                "-dev",
                "-dev-no-store-token",
                "-dev-root-token-id=root-PLANTED",
                "-dev-listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("vault.log").toFile())
            .start();
    try (LoopbackServer doppler =
        new LoopbackServer(exchange -> LoopbackServer.answer(exchange, 200, DOWNLOAD))) {
      while (!Files.readString(folder.resolve("vault.log")).contains("Development mode")) {
        assertThat(vault.isAlive()).as(Files.readString(folder.resolve("vault.log"))).isTrue();
        TimeUnit.MILLISECONDS.sleep(100);
      }
      Files.copy(Path.of("../Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
      Files.writeString(
          folder.resolve("Pulumi.dev.yaml"),
          """
          config:
            gapwatch:dopplerApi: %s
            gapwatch:secretsFrom: doppler
            gapwatch:tenancyId: ocid1.tenancy.oc1..aaaa
          """
              .formatted(doppler.address()));
      GapctlProcess gapctl =
          new GapctlProcess(
              folder,
              folder,
              Map.of(
                  "VAULT_ADDR", "http://127.0.0.1:" + port,
                  "VAULT_TOKEN", "root-PLANTED",
                  "DOPPLER_TOKEN", "dp.st.PLANTED"));

      GapctlProcess.Ended none = gapctl.run("vault", "copy", "PUSHOVER_TOKEN", "EMPTY", "GONE");
      GapctlProcess.Ended first = gapctl.run("vault", "copy", "PUSHOVER_TOKEN", "PUSHOVER_USER");
      GapctlProcess.Ended again = gapctl.run("vault", "copy", "PUSHOVER_USER", "PUSHOVER_TOKEN");

      assertThat(none.code()).isEqualTo(2);
      assertThat(none.err()).contains("missing or empty: EMPTY, GONE");
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.out())
          .contains("PUSHOVER_TOKEN: new", "PUSHOVER_USER: new", "Read back from secret/gapwatch");
      assertThat(again.out()).contains("PUSHOVER_USER: is there already");
      assertThat(none.toString() + first + again).doesNotContain("PLANTED");
    } finally {
      vault.destroyForcibly();
    }
  }
}
