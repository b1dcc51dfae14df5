package io.gapwatch.agent.secret;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.Region;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.RegionProvider;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.secrets.SecretsClient;
import com.oracle.bmc.secrets.model.Base64SecretBundleContentDetails;
import com.oracle.bmc.secrets.model.SecretBundle;
import com.oracle.bmc.secrets.requests.GetSecretBundleByNameRequest;
import com.oracle.bmc.secrets.requests.GetSecretBundleRequest;
import com.oracle.bmc.util.CircuitBreakerUtils;
import io.gapwatch.agent.config.Secret;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads secrets through the OCI SDK, whose own retries and circuit breaker are off. */
final class OciSdkReader implements VaultReader {
  private final OciVaultSettings settings;
  private final BasicAuthenticationDetailsProvider identity;
  private final SecretsClient client;

  private OciSdkReader(
      OciVaultSettings settings,
      BasicAuthenticationDetailsProvider identity,
      SecretsClient client) {
    this.settings = settings;
    this.identity = identity;
    this.client = client;
  }

  /**
   * Logs in.
   *
   * @throws VaultFailure when OCI cannot be reached or does not know us
   */
  static OciSdkReader login(OciVaultSettings settings) {
    WireLogs.off();
    try {
      BasicAuthenticationDetailsProvider identity =
          settings.login().usesConfigFile()
              ? ConfigFileIdentity.of(settings.login())
              : InstanceIdentity.of(settings);
      return new OciSdkReader(settings, identity, client(settings, identity));
    } catch (RuntimeException e) {
      throw SdkFailures.ofLogin(e);
    }
  }

  @Override
  public Secret read(String name) {
    prove();
    try {
      return content(bundle(name));
    } catch (RuntimeException e) {
      throw SdkFailures.ofRead(e);
    }
  }

  /** Fetches the token now, if a new one is due, so that its failure is known from a read's. */
  private void prove() {
    try {
      identity.getKeyId();
    } catch (RuntimeException e) {
      throw SdkFailures.ofLogin(e);
    }
  }

  private SecretBundle bundle(String name) {
    Optional<String> ocid = settings.secretOcid(name);
    return ocid.isPresent() ? byOcid(ocid.get()) : byName(name);
  }

  private SecretBundle byOcid(String ocid) {
    return client
        .getSecretBundle(GetSecretBundleRequest.builder().secretId(ocid).build())
        .getSecretBundle();
  }

  private SecretBundle byName(String name) {
    String vault =
        settings
            .vault()
            .orElseThrow(
                () ->
                    new VaultFailure(
                        Kind.FINAL,
                        "no vault is set to look the name up in; set the vault's OCID"));
    return client
        .getSecretBundleByName(
            GetSecretBundleByNameRequest.builder().vaultId(vault).secretName(name).build())
        .getSecretBundle();
  }

  private static Secret content(SecretBundle bundle) {
    if (bundle.getSecretBundleContent() instanceof Base64SecretBundleContentDetails base64
        && base64.getContent() != null) {
      byte[] bytes = Base64.getDecoder().decode(base64.getContent());
      return new Secret(new String(bytes, StandardCharsets.UTF_8));
    }
    throw new VaultFailure(Kind.FINAL, "its content is not of type BASE64; store it as plain text");
  }

  private static SecretsClient client(
      OciVaultSettings settings, BasicAuthenticationDetailsProvider identity) {
    SecretsClient.Builder builder = SecretsClient.builder().configuration(patience(settings));
    if (settings.endpoints().secrets().isPresent()) {
      return builder.endpoint(settings.endpoints().secrets().get().toString()).build(identity);
    }
    Optional<String> region = settings.vaultRegion();
    if (region.isEmpty() && !knowsRegion(identity)) {
      throw new VaultFailure(Kind.FINAL, "the region of OCI Vault is not known; set region");
    }
    SecretsClient client = builder.build(identity);
    region.ifPresent(id -> choose(client, id));
    return client;
  }

  private static boolean knowsRegion(BasicAuthenticationDetailsProvider identity) {
    return identity instanceof RegionProvider provider && provider.getRegion() != null;
  }

  private static void choose(SecretsClient client, String codeOrId) {
    try {
      client.setRegion(Region.fromRegionCodeOrId(codeOrId));
    } catch (IllegalArgumentException newerThanTheSdk) {
      client.setRegion(codeOrId);
    }
  }

  private static ClientConfiguration patience(OciVaultSettings settings) {
    return ClientConfiguration.builder()
        .connectionTimeoutMillis((int) settings.timeouts().connect().toMillis())
        .readTimeoutMillis((int) settings.timeouts().read().toMillis())
        .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
        .circuitBreakerConfiguration(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
