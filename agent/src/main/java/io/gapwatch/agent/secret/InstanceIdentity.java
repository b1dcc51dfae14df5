package io.gapwatch.agent.secret;

import static com.oracle.bmc.auth.AbstractFederationClientAuthenticationDetailsProviderBuilder.AUTHORIZATION_HEADER_VALUE;
import static com.oracle.bmc.auth.AbstractFederationClientAuthenticationDetailsProviderBuilder.METADATA_SERVICE_BASE_URL;

import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider.InstancePrincipalsAuthenticationDetailsProviderBuilder;
import com.oracle.bmc.util.CircuitBreakerUtils;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The VM as itself: its metadata service hands out a certificate, which OCI trades for a token.
 *
 * <p>The metadata service is asked once before the SDK asks it. The SDK would log a stack trace and
 * then sleep 30 s between its tries where there is no such service, as on a laptop.
 */
final class InstanceIdentity {
  private InstanceIdentity() {}

  static BasicAuthenticationDetailsProvider of(OciVaultSettings settings) {
    URI metadata =
        settings.endpoints().metadata().orElseGet(() -> URI.create(METADATA_SERVICE_BASE_URL));
    requireMetadata(metadata.resolve("instance/region"), settings.timeouts());
    InstancePrincipalsAuthenticationDetailsProviderBuilder builder =
        InstancePrincipalsAuthenticationDetailsProvider.builder()
            .metadataBaseUrl(metadata.toString())
            .detectEndpointRetries(0)
            .timeoutForEachRetry((int) settings.timeouts().connect().toMillis())
            .circuitBreakerConfigurator(CircuitBreakerUtils.getNoCircuitBreakerConfiguration());
    settings.endpoints().federation().map(URI::toString).ifPresent(builder::federationEndpoint);
    return builder.build();
  }

  private static void requireMetadata(URI region, OciTimeouts timeouts) {
    int status = status(connected(region, timeouts), region);
    if (status != HttpURLConnection.HTTP_OK) {
      throw new VaultFailure(SdkFailures.kind(status), noMetadata(region, "status " + status));
    }
  }

  private static HttpURLConnection connected(URI region, OciTimeouts timeouts) {
    try {
      HttpURLConnection connection = (HttpURLConnection) region.toURL().openConnection();
      connection.setConnectTimeout((int) timeouts.connect().toMillis());
      connection.setReadTimeout((int) timeouts.read().toMillis());
      connection.setRequestProperty("Authorization", AUTHORIZATION_HEADER_VALUE);
      connection.connect();
      return connection;
    } catch (IOException e) {
      throw new VaultFailure(Kind.FINAL, noMetadata(region, e.getClass().getSimpleName()));
    }
  }

  private static int status(HttpURLConnection connection, URI region) {
    try {
      return connection.getResponseCode();
    } catch (IOException e) {
      String what = "the metadata service at " + region.getHost() + " stays silent";
      throw new VaultFailure(Kind.NO_ANSWER, what + " (" + e.getClass().getSimpleName() + ")");
    } finally {
      connection.disconnect();
    }
  }

  private static String noMetadata(URI region, String reason) {
    return "no metadata service at "
        + region.getHost()
        + " ("
        + reason
        + "), so this is no OCI VM, or its metadata service is blocked; elsewhere log in with an OCI"
        + " configuration file";
  }
}
