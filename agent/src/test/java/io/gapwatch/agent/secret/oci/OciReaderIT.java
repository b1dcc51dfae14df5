package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.secret.oci.OciLogin.Auth;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader of OCI Vault does; {@link OciCloud} verifies each signature. */
@Timeout(60)
class OciReaderIT extends OciVaultFixture {
  private static final Set<String> ALWAYS = Set.of("date", "(request-target)", "host");

  OciReaderIT(@TempDir Path directory) throws Exception {
    super(directory);
  }

  private VaultReader login(OciLogin login) {
    return OciReader.login(settings(login, LENIENT, cloud.endpoints()));
  }

  private OciLogin user() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    return new OciLogin(Auth.CONFIG_FILE, file.path(), "DEFAULT");
  }

  @Test
  void readsAsTheInstance() {
    try (VaultReader reader = login(instance())) {
      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
      assertThat(reader.read(SecretService.ocid("TOKEN")).value().reveal()).isEqualTo(HUSH);
      assertThat(reader.read("TOKEN").version()).isEqualTo("version 1 of 2026-01-02T03:04:05Z");
      assertThat(cloud.federationFaults().requests()).isOne();
    }
  }

  @Test
  void readsAsAUser() throws Exception {
    try (VaultReader reader = login(user())) {
      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
      assertThat(reader.read(SecretService.ocid("TOKEN")).value().reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsAsAUserWhoseKeyIsPkcs1() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory, PemText::pkcs1);
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    try (VaultReader reader = login(new OciLogin(Auth.CONFIG_FILE, file.path(), "DEFAULT"))) {
      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsAsAUserWhoseKeyIsEncrypted() throws Exception {
    OciConfigFile file =
        OciConfigFile.write(directory, key -> PemText.encrypted(key, OciConfigFile.PASS_PHRASE));
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    try (VaultReader reader = login(new OciLogin(Auth.CONFIG_FILE, file.path(), "DEFAULT"))) {
      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
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
      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void asksForAnotherTokenWhenOneIsRefused() {
    try (VaultReader reader = login(instance())) {
      reader.read("TOKEN");
      cloud.secretFaults().next(401, 1);

      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
      assertThat(cloud.federationFaults().requests()).isEqualTo(2);
    }
  }

  /** The one wait that no setting shortens: the SDK's login takes our default time-outs. */
  @Test
  void doesNotWaitForASilentTokenServiceForever() {
    cloud.federationFaults().neverAnswer();
    VaultFailure failure = catchThrowableOfType(VaultFailure.class, () -> login(instance()));
    assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(failure.detail()).isEqualTo("no answer in time");
    assertThat(cloud.federationFaults().requests()).isOne();
  }

  /** The SDK asks for tokens one after another, so reads side by side would fail so. */
  @Test
  void asksForItsTokenWhileItLogsIn() {
    try (VaultReader reader = login(instance())) {
      assertThat(cloud.federationFaults().requests()).isOne();
      reader.read("TOKEN");
      assertThat(cloud.federationFaults().requests()).isOne();
    }
  }

  @Test
  void renewsItsTokenBeforeItExpires() {
    cloud.federation().giveTokensFor(Duration.ofMinutes(4));
    try (VaultReader reader = login(instance())) {
      cloud.federation().giveTokensFor(Duration.ofMinutes(6));
      reader.read("TOKEN");
      reader.read("TOKEN");

      assertThat(cloud.federationFaults().requests()).isEqualTo(2);
    }
  }

  @Test
  void readsWithTheTokenOfACommandLineSession() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    Path token = Files.writeString(directory.resolve("token"), "header.claims.signature\n");
    Path config =
        Files.writeString(
            directory.resolve("session"),
            """
            [DEFAULT]
            key_file=%s
            security_token_file=%s
            """
                .formatted(directory.resolve("key.pem"), token));
    cloud.secrets().allowSession("header.claims.signature", file.key().getPublic());
    OciLogin login = new OciLogin(Auth.CONFIG_FILE, config, "DEFAULT");
    try (VaultReader reader = login(login)) {
      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void readsAsTheInstanceWhenTheProfileSaysSo() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("config"), "[DEFAULT]\nauthentication_type=instance_principal\n");
    OciLogin login = new OciLogin(Auth.CONFIG_FILE, config, "DEFAULT");
    try (VaultReader reader = login(login)) {
      assertThat(reader.read("TOKEN").value().reveal()).isEqualTo(HUSH);
    }
  }
}
