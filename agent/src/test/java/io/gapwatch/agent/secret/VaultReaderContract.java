package io.gapwatch.agent.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.secret.OciLogin.Auth;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a reader of OCI Vault does. It is held against Oracle's own client too, so that it tells of
 * OCI and not of us; {@link OciCloud} verifies each signature.
 */
@Timeout(60)
abstract class VaultReaderContract extends OciVaultFixture {
  private static final Set<String> ALWAYS = Set.of("date", "(request-target)", "host");

  VaultReaderContract(Path directory) throws Exception {
    super(directory);
  }

  abstract VaultReader login(OciVaultSettings settings);

  private VaultReader login(OciLogin login) {
    return login(settings(login, LENIENT, cloud.endpoints()));
  }

  private OciLogin user() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    return new OciLogin(Auth.CONFIG_FILE, file.path(), "DEFAULT");
  }

  @Test
  void readsAsTheInstance() {
    try (VaultReader reader = login(instance())) {
      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
      assertThat(reader.read(SecretService.ocid("TOKEN")).reveal()).isEqualTo(HUSH);
      assertThat(cloud.federationFaults().requests()).isOne();
    }
  }

  @Test
  void readsAsAUser() throws Exception {
    try (VaultReader reader = login(user())) {
      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
      assertThat(reader.read(SecretService.ocid("TOKEN")).reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsAsAUserWhoseKeyIsPkcs1() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory, PemText::pkcs1);
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    try (VaultReader reader = login(new OciLogin(Auth.CONFIG_FILE, file.path(), "DEFAULT"))) {
      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsAsAUserWhoseKeyIsEncrypted() throws Exception {
    OciConfigFile file =
        OciConfigFile.write(directory, key -> PemText.encrypted(key, OciConfigFile.PASS_PHRASE));
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    try (VaultReader reader = login(new OciLogin(Auth.CONFIG_FILE, file.path(), "DEFAULT"))) {
      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void asksByGetForAnOcidAndByPostForAName() throws Exception {
    try (VaultReader reader = login(user())) {
      reader.read(SecretService.ocid("TOKEN"));
      reader.read("TOKEN");
    }
    List<CloudRequest> asked = cloud.secrets().asked();
    assertThat(asked)
        .extracting(CloudRequest::method, CloudRequest::target)
        .containsExactly(
            tuple("GET", "/20190301/secretbundles/" + SecretService.ocid("TOKEN")),
            tuple(
                "POST",
                "/20190301/secretbundles/actions/getByName?secretName=TOKEN&vaultId="
                    + SecretService.VAULT));
    assertThat(asked.get(1).header("content-length")).isEqualTo("0");
    assertThat(HttpSignature.of(asked.get(0)).signedHeaders())
        .containsExactlyInAnyOrderElementsOf(ALWAYS);
    assertThat(HttpSignature.of(asked.get(1)).signedHeaders())
        .containsAll(ALWAYS)
        .contains("content-length", "content-type", "x-content-sha256");
  }

  @ParameterizedTest
  @CsvSource({"404, NOT_VISIBLE", "429, BUSY", "500, BUSY", "503, BUSY", "400, FINAL"})
  void tellsWhatARefusalMeans(int status, Kind kind) throws Exception {
    try (VaultReader reader = login(user())) {
      cloud.secretFaults().next(status, 1);
      assertThat(catchThrowableOfType(VaultFailure.class, () -> reader.read("TOKEN")).kind())
          .isEqualTo(kind);
      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void asksForAnotherTokenWhenOneIsRefused() {
    try (VaultReader reader = login(instance())) {
      reader.read("TOKEN");
      cloud.secretFaults().next(401, 1);

      assertThat(reader.read("TOKEN").reveal()).isEqualTo(HUSH);
      assertThat(cloud.federationFaults().requests()).isEqualTo(2);
    }
  }
}
