package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.secret.oci.OciLogin.Auth;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read from {@link OciCloud}, and what is said about it. */
@Timeout(60)
class OciVaultRefusalsIT extends OciVaultFixture {

  OciVaultRefusalsIT(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void saysThatTheInstanceIsNotAccepted(int status) {
    cloud.federationFaults().always(status);
    try (SecretStore store = asInstance()) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI Vault authentication failed (OCI answered " + status + " ")
          .contains("dynamic group's matching rule", "policy", "timedatectl");
      assertThat(cloud.federationFaults().requests()).isOne();
    }
  }

  @Test
  void saysThatTheTokenIsNotAccepted() {
    cloud.secretFaults().always(401);
    try (SecretStore store = asInstance()) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI Vault authentication failed (OCI answered 401 NotAuthenticated, ");
    }
  }

  @Test
  void saysThatTheApiKeyIsNotAccepted() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    cloud.secrets().allow(OciConfigFile.KEY_ID, OciConfigFile.newKey().getPublic());
    try (SecretStore store = store(new OciLogin(Auth.AUTO, file.path(), "DEFAULT"), LENIENT)) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI Vault authentication failed (OCI answered 401 NotAuthenticated, ")
          .contains("user, fingerprint and key_file of profile DEFAULT in " + file.path());
    }
  }

  @Test
  void givesUpOnAServiceThatStaysOutOfOrder() {
    cloud.secretFaults().always(500);
    try (SecretStore store = asInstance()) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI is overloaded or failing (OCI answered 500 InternalServerError, ");
      assertThat(cloud.secretFaults().requests()).isEqualTo(4);
    }
  }

  @Test
  void saysThatTheVaultIsSilent() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    cloud.secretFaults().neverAnswer();
    try (SecretStore store = store(new OciLogin(Auth.AUTO, file.path(), "DEFAULT"), SHORT)) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI Vault did not answer in time (no answer in time)");
    }
  }

  @Test
  void givesUpOnAnAnswerThatTrickles() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    cloud.secretFaults().trickle();
    try (SecretStore store = store(new OciLogin(Auth.AUTO, file.path(), "DEFAULT"), SHORT)) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI Vault did not answer in time (no answer ");
    }
  }

  /** The SDK asks it with our default time-outs, which end a read after 7 s. */
  @Test
  void saysThatTheTokenServiceIsSilent() {
    cloud.federationFaults().neverAnswer();
    try (SecretStore store = store(instance(), SHORT)) {
      assertThat(failure(store, "TOKEN").reason()).startsWith("OCI Vault did not answer in time (");
    }
  }

  @Test
  void saysThatTheMetadataServiceIsSilent() {
    cloud.metadataFaults().neverAnswer();
    try (SecretStore store = store(instance(), SHORT)) {
      assertThat(failure(store, "TOKEN").reason())
          .contains("the metadata service at 127.0.0.1 stays silent (no answer in time)");
    }
  }

  @Test
  void comesBackWhenASilentServiceDoes() {
    cloud.federationFaults().neverAnswer();
    try (SecretStore store = store(instance(), SHORT)) {
      failure(store, "TOKEN");
      cloud.federationFaults().end();

      assertThat(store.get("TOKEN").reveal()).isEqualTo(HUSH);
    }
  }

  @Test
  void saysThatThisIsNoInstance() throws Exception {
    try (ClosedPort closed = new ClosedPort()) {
      URI nothing = URI.create("http://127.0.0.1:" + closed.number() + "/opc/v2/");
      OciEndpoints endpoints =
          new OciEndpoints(Optional.of(nothing), Optional.empty(), Optional.empty());
      OciVaultSettings settings = settings(instance(), LENIENT, endpoints);
      try (SecretStore store = new OciVaultSecrets(settings)) {
        assertThat(failure(store, "TOKEN").reason())
            .startsWith(
                "no metadata service at 127.0.0.1 (cannot connect; check the network, DNS and the"
                    + " firewall), so this is not an OCI VM");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"secretBundleContent\":{\"contentType\":\"BASE64\",\"content\":\"%s",
        "{\"secretBundleContent\":{\"contentType\":\"BASE64\",\"content\":\"!%s!\"}}",
        "{\"secretBundleContent\":{\"contentType\":\"%s\",\"content\":\"\"}}",
        "{\"secretBundleContent\":\"%s\"}",
        "{\"%s\":}",
        "%s",
        "{}"
      })
  void quotesNoAnswerThatItCannotRead(String answer) {
    cloud.secrets().putRaw("BROKEN", answer.formatted("hush-4711"));
    try (SecretStore store = asInstance()) {
      assertThat(stackTrace(failure(store, "BROKEN"))).doesNotContain("hush");
    }
  }

  @Test
  void refusesABlankSecret() {
    cloud.secrets().put("BLANK", " \n");
    try (SecretStore store = asInstance()) {
      assertThat(failure(store, "BLANK").reason()).startsWith("empty in OCI Vault");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[DEFAULT]\\nuser=u | profile DEFAULT lacks tenancy, fingerprint, key_file",
        "[DEFAULT]\\npass_phrase hush-4711 | a line of it is neither [profile] nor key=value",
        "[OTHER]\\nuser=u | it has no profile DEFAULT",
        "[DEFAULT]\\nuser=u\\ntenancy=t\\nfingerprint=f\\nkey_file=/no/key | key_file /no/key"
      })
  void saysWhatIsWrongWithTheConfigurationFile(String text, String reason) throws Exception {
    Path file = Files.writeString(directory.resolve("config"), text.replace("\\n", "\n"));
    try (SecretStore store = store(new OciLogin(Auth.AUTO, file, "DEFAULT"), LENIENT)) {
      SecretUnavailableException failure = failure(store, "TOKEN");
      assertThat(failure.reason())
          .startsWith("OCI configuration file " + file + " is refused: ")
          .contains(reason);
      assertThat(stackTrace(failure)).doesNotContain("hush");
    }
  }
}
