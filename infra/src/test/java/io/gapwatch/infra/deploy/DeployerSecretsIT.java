package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets of a stack under the real engine: they come from Doppler and are shown nowhere. */
class DeployerSecretsIT {
  private static final String SECRET = "oci:Vault/secret:Secret";

  private final Site site;

  DeployerSecretsIT(@TempDir Path folder) throws IOException {
    site = Site.open(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void noSecretIsInTheStateOrInWhatIsPrinted() throws IOException {
    site.deployer().up();

    String inBase64 =
        Base64.getEncoder().encodeToString(Site.HUNTER2.getBytes(StandardCharsets.UTF_8));
    assertThat(site.state()).contains("MOTHERDUCK_TOKEN").doesNotContain("hunter2", inBase64);
    assertThat(site.state()).doesNotContain(site.manifestUrl());
    assertThat(String.join("\n", site.printed)).doesNotContain("hunter2", inBase64);
  }

  @Test
  void aChangedDopplerValueIsOneNewVersionAndNothingElse() {
    site.deployer().up();
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", "rotated");

    Changes changes = site.deployer().up();

    assertThat(changes.of("update")).isEqualTo(1);
    assertThat(changes.counts()).containsOnlyKeys("update", "same");
    assertThat(version("MOTHERDUCK_TOKEN")).isEqualTo("2");
    assertThat(version("PUSHOVER_TOKEN")).isEqualTo("1");
  }

  @Test
  void aRotationIsOfOneSecretAndOfNothingElse() {
    site.deployer().up();
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", "rotated");
    site.doppler.secrets.put("PUSHOVER_TOKEN", "later");

    Changes changes = site.deployer().rotate("MOTHERDUCK_TOKEN");

    assertThat(changes.of("update")).isEqualTo(1);
    assertThat(version("MOTHERDUCK_TOKEN")).isEqualTo("2");
    assertThat(version("PUSHOVER_TOKEN")).isEqualTo("1");
    assertThat(site.deployer().rotate("MOTHERDUCK_TOKEN").of("update")).isZero();
  }

  @Test
  void aMissingDopplerValueIsAnErrorThatChangesNothing() {
    site.deployer().up();
    int before = site.cloud.writes();
    site.doppler.secrets.remove("PUSHOVER_TOKEN");
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", "");

    assertThat(site.failure())
        .contains("secrets are missing or empty: MOTHERDUCK_TOKEN, PUSHOVER_TOKEN");

    assertThat(site.cloud.writes()).isEqualTo(before);
    site.doppler.secrets.put("PUSHOVER_TOKEN", "hunter2-token");
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", Site.HUNTER2);
    assertThat(site.deployer().up().isNone()).isTrue();
  }

  @Test
  void aSecretThatWasTakenOutKeepsItsNameForAWhile() {
    site.deployer().up();
    site.deployer().set("secrets[0]", "MOTHERDUCK_TOKEN");
    assertThat(site.deployer().up().of("delete")).isEqualTo(3);

    site.deployer().set("secrets[1]", "PUSHOVER_USER");

    assertThat(site.failure()).contains("400-InvalidParameter, name already exists");
  }

  private Object version(String secret) {
    return site.cloud.all(SECRET).stream()
        .filter(each -> secret.equals(each.get("secretName")))
        .findFirst()
        .orElseThrow()
        .getOrDefault("currentVersionNumber", "none");
  }
}
