package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.secret.oci.OciLogin.Auth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** {@link OciCloud} with one secret, and stores that read it. */
abstract class OciVaultFixture {
  static final String HUSH = "h\u00fcsh-7f3a91";
  static final OciTimeouts LENIENT =
      new OciTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(40));
  static final OciTimeouts SHORT =
      new OciTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(30));

  final Path directory;
  final OciCloud cloud;

  OciVaultFixture(Path directory) throws Exception {
    this.directory = directory;
    this.cloud = new OciCloud(InstanceCertificates.SHARED);
    cloud.secrets().put("TOKEN", HUSH);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  SecretStore asInstance() {
    return store(instance(), LENIENT);
  }

  OciLogin instance() {
    return new OciLogin(Auth.INSTANCE_PRINCIPAL, directory.resolve("none"), "DEFAULT");
  }

  SecretStore store(OciLogin login, OciTimeouts timeouts) {
    return new OciVaultSecrets(settings(login, timeouts, cloud.endpoints()));
  }

  static OciVaultSettings settings(OciLogin login, OciTimeouts timeouts, OciEndpoints endpoints) {
    return new OciVaultSettings(
        Optional.of(SecretService.VAULT), Map.of(), Optional.empty(), login, timeouts, endpoints);
  }

  static SecretUnavailableException failure(SecretStore store, String name) {
    return catchThrowableOfType(SecretUnavailableException.class, () -> store.get(name));
  }

  static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
