package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.secret.oci.OciLogin.Auth;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are read from {@link OciCloud}. */
@Timeout(60)
class OciVaultSecretsIT extends OciVaultFixture {

  OciVaultSecretsIT(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @Test
  void readsByNameAsTheInstance() {
    try (SecretStore store = asInstance()) {
      assertThat(store.get("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsByOcidAsTheInstance() {
    try (SecretStore store = asInstance()) {
      assertThat(store.get(SecretService.ocid("TOKEN")).reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsByTheOcidThatANameStandsFor() {
    Map<String, String> ocids = Map.of("MOTHERDUCK_TOKEN", SecretService.ocid("TOKEN"));
    OciVaultSettings settings =
        new OciVaultSettings(
            Optional.empty(), ocids, Optional.empty(), instance(), LENIENT, cloud.endpoints());
    try (SecretStore store = new OciVaultSecrets(settings)) {
      assertThat(store.get("MOTHERDUCK_TOKEN").reveal()).isEqualTo(HUSH);
      assertThat(failure(store, "OTHER").reason())
          .isEqualTo("no vault is set to look the name up in; set the vault's OCID");
    }
  }

  @ParameterizedTest
  @CsvSource({"CONFIG_FILE", "AUTO"})
  void readsAsTheUserOfTheConfigurationFile(Auth auth) throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    try (SecretStore store = store(new OciLogin(auth, file.path(), "DEFAULT"), LENIENT)) {
      assertThat(store.get("TOKEN").reveal()).isEqualTo(HUSH);
      assertThat(store.get(SecretService.ocid("TOKEN")).reveal()).isEqualTo(HUSH);
      assertThat(cloud.metadataFaults().requests()).isZero();
    }
  }

  @Test
  void logsInAsTheInstanceWhereThereIsNoConfigurationFile() {
    Path none = directory.resolve("none");
    try (SecretStore store = store(new OciLogin(Auth.AUTO, none, "DEFAULT"), LENIENT)) {
      assertThat(store.get("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void seesARotatedValueAndLogsInOnce() {
    try (SecretStore store = asInstance()) {
      store.get("TOKEN");
      cloud.secrets().put("TOKEN", "rotated");

      assertThat(store.get("TOKEN").reveal()).isEqualTo("rotated");
      assertThat(cloud.federationFaults().requests()).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 429, 500, 503})
  void asksAgainForWhatMayPass(int status) {
    cloud.secretFaults().next(status, 2);
    try (SecretStore store = asInstance()) {
      assertThat(store.get("TOKEN").reveal()).isEqualTo(HUSH);
      assertThat(cloud.secretFaults().requests()).isEqualTo(3);
    }
  }

  @Test
  void namesThePolicyWhenTheSecretStaysHiddenAndWaitsForThatOnce() {
    try (SecretStore store = asInstance()) {
      SecretUnavailableException first = failure(store, "ABSENT");
      assertThat(first)
          .hasMessage(
              "secret ABSENT: OCI Vault says that it is not there or not allowed (OCI answered 404"
                  + " NotAuthorizedOrNotFound, opc-request-id REQUEST-1); check its name in the"
                  + " vault, and the policy: allow dynamic-group NAME to read secret-bundles in"
                  + " compartment NAME where target.vault.id = '"
                  + SecretService.VAULT
                  + "'");
      int asked = cloud.secretFaults().requests();
      assertThat(asked).isEqualTo(21);

      failure(store, "ABSENT");
      assertThat(cloud.secretFaults().requests()).isEqualTo(asked + 1);
    }
  }

  @Test
  void believesA404AtOnceWhenAnotherSecretWasRead() {
    try (SecretStore store = asInstance()) {
      store.get("TOKEN");
      failure(store, "ABSENT");

      assertThat(cloud.secretFaults().requests()).isEqualTo(2);
    }
  }

  @Test
  void printsNoSecret() {
    try (SecretStore store = asInstance()) {
      assertThat(store.get("TOKEN")).hasToString("<secret>");
      assertThat(store).hasToString("OciVaultSecrets[" + SecretService.VAULT + "]");
    }
  }
}
