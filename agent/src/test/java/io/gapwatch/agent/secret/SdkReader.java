package io.gapwatch.agent.secret;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.secrets.SecretsClient;
import com.oracle.bmc.secrets.model.Base64SecretBundleContentDetails;
import com.oracle.bmc.secrets.model.SecretBundleContentDetails;
import com.oracle.bmc.secrets.requests.GetSecretBundleByNameRequest;
import com.oracle.bmc.secrets.requests.GetSecretBundleRequest;
import com.oracle.bmc.util.CircuitBreakerUtils;
import io.gapwatch.agent.config.schema.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Oracle's own client, as the measure of {@link OciReader}; one try, like that. */
final class SdkReader implements VaultReader {
  private final OciVaultSettings settings;
  private final SecretsClient client;

  private SdkReader(OciVaultSettings settings, SecretsClient client) {
    this.settings = settings;
    this.client = client;
  }

  static SdkReader login(OciVaultSettings settings) {
    ClientConfiguration once =
        ClientConfiguration.builder()
            .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
            .circuitBreakerConfiguration(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
            .build();
    return new SdkReader(
        settings,
        SecretsClient.builder()
            .configuration(once)
            .endpoint(settings.endpoints().secrets().orElseThrow().toString())
            .build(identity(settings)));
  }

  private static BasicAuthenticationDetailsProvider identity(OciVaultSettings settings) {
    OciLogin login = settings.login();
    OciEndpoints endpoints = settings.endpoints();
    try {
      return login.usesConfigFile()
          ? new ConfigFileAuthenticationDetailsProvider(
              ConfigFileReader.parse(login.configFile().toString(), login.profile()))
          : InstancePrincipalsAuthenticationDetailsProvider.builder()
              .metadataBaseUrl(endpoints.metadata().orElseThrow().toString())
              .federationEndpoint(endpoints.federation().orElseThrow().toString())
              .detectEndpointRetries(0)
              .circuitBreakerConfigurator(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
              .build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Secret read(String name) {
    try {
      byte[] bytes =
          Base64.getDecoder()
              .decode(((Base64SecretBundleContentDetails) bundle(name)).getContent());
      return new Secret(new String(bytes, StandardCharsets.UTF_8));
    } catch (BmcException e) {
      throw new VaultFailure(OciFailures.kind(e.getStatusCode()), "status " + e.getStatusCode());
    }
  }

  private SecretBundleContentDetails bundle(String name) {
    Optional<String> ocid = settings.secretOcid(name);
    return ocid.isPresent()
        ? client
            .getSecretBundle(GetSecretBundleRequest.builder().secretId(ocid.get()).build())
            .getSecretBundle()
            .getSecretBundleContent()
        : client
            .getSecretBundleByName(
                GetSecretBundleByNameRequest.builder()
                    .vaultId(settings.vault().orElseThrow())
                    .secretName(name)
                    .build())
            .getSecretBundle()
            .getSecretBundleContent();
  }

  @Override
  public void close() {
    client.close();
  }
}
