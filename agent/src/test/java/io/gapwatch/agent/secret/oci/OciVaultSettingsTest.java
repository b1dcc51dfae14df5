package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OciVaultSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "ocid1.vault.oc1.phx.b5test.abyh, phx",
    "ocid1.vault.oc1.eu-frankfurt-1.b5test.abyh, eu-frankfurt-1",
    "ocid1.vault.oc1..abyh, ",
    "ocid1.vault.oc1, ",
    "vault, "
  })
  void takesTheRegionFromTheVault(String vault, String region) {
    assertThat(OciVaultSettings.of(vault).vaultRegion()).isEqualTo(Optional.ofNullable(region));
  }

  @Test
  void prefersTheStatedRegion() {
    OciVaultSettings settings =
        new OciVaultSettings(
            Optional.of("ocid1.vault.oc1.phx.b5test.abyh"),
            Map.of(),
            Optional.of("iad"),
            OciLogin.DEFAULT,
            OciTimeouts.DEFAULT,
            OciEndpoints.OCI);

    assertThat(settings.vaultRegion()).contains("iad");
  }
}
