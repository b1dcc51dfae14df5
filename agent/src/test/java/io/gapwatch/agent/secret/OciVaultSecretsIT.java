package io.gapwatch.agent.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.secret.OciLogin.Auth;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real SDK against {@link OciCloud}. */
@Timeout(60)
class OciVaultSecretsIT {
  private static final String HUSH = "h\u00fcsh-7f3a91";
  private static final OciTimeouts LENIENT =
      new OciTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(40));
  private static final OciTimeouts SHORT =
      new OciTimeouts(
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(6));

  private final Path directory;
  private final OciCloud cloud;

  OciVaultSecretsIT(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.cloud = new OciCloud(InstanceCertificates.SHARED);
    cloud.secrets().put("TOKEN", HUSH);
  }

  @AfterEach
  void close() {
    cloud.close();
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
          .startsWith("OCI is overloaded or out of order (OCI answered 500 InternalServerError, ");
      assertThat(cloud.secretFaults().requests()).isEqualTo(4);
    }
  }

  @Test
  void saysThatTheVaultIsSilent() throws Exception {
    OciConfigFile file = OciConfigFile.write(directory);
    cloud.secretFaults().neverAnswer();
    try (SecretStore store = store(new OciLogin(Auth.AUTO, file.path(), "DEFAULT"), SHORT)) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI Vault did not answer in time (SocketTimeoutException: Read timed out)");
    }
  }

  @Test
  void saysThatTheTokenServiceIsSilent() {
    cloud.federationFaults().neverAnswer();
    try (SecretStore store = store(instance(), SHORT)) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("OCI Vault did not answer in time (no answer within ");
    }
  }

  @Test
  void saysThatTheMetadataServiceIsSilent() {
    cloud.metadataFaults().neverAnswer();
    try (SecretStore store = store(instance(), SHORT)) {
      assertThat(failure(store, "TOKEN").reason())
          .contains("the metadata service at 127.0.0.1 stays silent (SocketTimeoutException)");
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
    URI nothing = URI.create("http://127.0.0.1:" + closedPort() + "/opc/v2/");
    OciEndpoints endpoints =
        new OciEndpoints(Optional.of(nothing), Optional.empty(), Optional.empty());
    try (SecretStore store = new OciVaultSecrets(settings(instance(), LENIENT, endpoints))) {
      assertThat(failure(store, "TOKEN").reason())
          .startsWith("no metadata service at 127.0.0.1 (ConnectException), so this is no OCI VM");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
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
    cloud.secrets().putRaw("BROKEN", answer.formatted("visible-4711"));
    try (SecretStore store = asInstance()) {
      assertThat(stackTrace(failure(store, "BROKEN"))).doesNotContain("4711");
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
      assertThat(stackTrace(failure)).doesNotContain("4711");
    }
  }

  @Test
  void printsNoSecret() {
    try (SecretStore store = asInstance()) {
      assertThat(store.get("TOKEN")).hasToString("<secret>");
      assertThat(store).hasToString("OciVaultSecrets[" + SecretService.VAULT + "]");
    }
  }

  private SecretStore asInstance() {
    return store(instance(), LENIENT);
  }

  private OciLogin instance() {
    return new OciLogin(Auth.INSTANCE_PRINCIPAL, directory.resolve("none"), "DEFAULT");
  }

  private SecretStore store(OciLogin login, OciTimeouts timeouts) {
    return new OciVaultSecrets(settings(login, timeouts, cloud.endpoints()));
  }

  private static OciVaultSettings settings(
      OciLogin login, OciTimeouts timeouts, OciEndpoints endpoints) {
    return new OciVaultSettings(
        Optional.of(SecretService.VAULT), Map.of(), Optional.empty(), login, timeouts, endpoints);
  }

  private static SecretUnavailableException failure(SecretStore store, String name) {
    return catchThrowableOfType(SecretUnavailableException.class, () -> store.get(name));
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
