package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.web.LoopbackServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that only Pulumi's command can read, with one that talks while it answers. */
class EncryptedConfigTest {
  private final Path folder;
  private final Path pulumi;

  EncryptedConfigTest(@TempDir Path folder) {
    this.folder = folder;
    this.pulumi = folder.resolve("bin/pulumi");
  }

  @BeforeEach
  void settle() throws IOException {
    Files.createDirectories(pulumi.getParent());
    Files.copy(Path.of("../Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
    pulumi("echo 'warning: A new version of Pulumi is available.' >&2\necho dp.st.PLANTED");
  }

  @Test
  void whatPulumiSaysBesideTheTokenIsNoPartOfIt() throws Exception {
    List<String> tokens = new CopyOnWriteArrayList<>();
    try (LoopbackServer doppler =
        new LoopbackServer(
            exchange -> {
              tokens.add(
                  Objects.toString(exchange.getRequestHeaders().getFirst("Authorization"), ""));
              LoopbackServer.answer(exchange, 200, "{}");
            })) {
      config("dopplerApi: " + doppler.address(), "dopplerToken: {secure: v1:abc}");

      String out = gapctl().run("doctor").out();

      assertThat(out).contains("ok       login          logged in as ").doesNotContain("warning:");
      assertThat(tokens).containsExactly("Bearer dp.st.PLANTED");
    }
  }

  @Test
  void aCopyToVaultReadsWhatTheStacksFileHolds() throws Exception {
    try (LoopbackServer vault =
        new LoopbackServer(exchange -> LoopbackServer.answer(exchange, 404, "{\"errors\": []}"))) {
      config("secretsFrom: config", "PUSHOVER_USER: {secure: v1:abc}");
      GapctlProcess gapctl = gapctl("VAULT_ADDR", vault.address().toString());

      GapctlProcess.Ended copied = gapctl.run("vault", "copy", "--dry-run", "PUSHOVER_USER");

      assertThat(copied.err()).isEmpty();
      assertThat(copied.out()).contains("PUSHOVER_USER: would be new\n").doesNotContain("PLANTED");

      pulumi("echo 'error: incorrect passphrase' >&2\nexit 255");
      assertThat(gapctl.run("vault", "copy", "--dry-run", "PUSHOVER_USER").err())
          .startsWith(
              "gapctl: gapwatch:PUSHOVER_USER could not be read: incorrect passphrase; export"
                  + " PULUMI_CONFIG_PASSPHRASE=");
    }
  }

  private void pulumi(String script) throws IOException {
    Files.writeString(pulumi, "#!/bin/sh\n%s\n".formatted(script));
    assertThat(pulumi.toFile().setExecutable(true)).isTrue();
  }

  private void config(String... lines) throws IOException {
    StringBuilder text = new StringBuilder("config:\n");
    text.append("  gapwatch:tenancyId: ocid1.tenancy.oc1..aaaa\n");
    for (String line : lines) {
      text.append("  gapwatch:").append(line).append('\n');
    }
    Files.writeString(folder.resolve("Pulumi.dev.yaml"), text);
  }

  private GapctlProcess gapctl(String... variable) {
    Map<String, String> environment =
        variable.length == 2
            ? Map.of(variable[0], variable[1], "VAULT_TOKEN", "t", "PATH", path())
            : Map.of("OCI_CONFIG_FILE", "/nowhere/config", "PATH", path());
    return new GapctlProcess(folder, folder, environment);
  }

  private String path() {
    return pulumi.getParent() + File.pathSeparator + System.getenv("PATH");
  }
}
