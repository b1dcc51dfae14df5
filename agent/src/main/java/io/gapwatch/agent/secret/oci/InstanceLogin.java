package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider.InstancePrincipalsAuthenticationDetailsProviderBuilder;
import com.oracle.bmc.auth.exception.InstancePrincipalUnavailableException;
import com.oracle.bmc.auth.internal.AuthUtils;
import com.oracle.bmc.util.CircuitBreakerUtils;
import java.util.Set;

/**
 * The VM as itself, by the SDK: its metadata service hands out a certificate, which OCI trades for
 * a token.
 *
 * @see <a
 *     href="https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/callingservicesfrominstances.htm">instance
 *     principals</a>
 */
final class InstanceLogin extends InstancePrincipalsAuthenticationDetailsProviderBuilder {
  private final InstanceMetadata metadata;

  private InstanceLogin(InstanceMetadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Asks the metadata service; the first token is fetched later.
   *
   * @throws VaultFailure when the metadata service cannot be read
   */
  static InstancePrincipalsAuthenticationDetailsProvider of(OciVaultSettings settings) {
    OciEndpoints endpoints = settings.endpoints();
    InstanceLogin login =
        new InstanceLogin(
            new InstanceMetadata(
                endpoints.metadata().orElse(InstanceMetadata.OCI), settings.timeouts()));
    endpoints.federation().map(OciEndpoints::base).ifPresent(login::federationEndpoint);
    return login
        .circuitBreakerConfigurator(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
        .build();
  }

  /** In place of the SDK's own look-up, which waits without end. */
  @Override
  protected void autoDetectUsingMetadataUrl() {
    region = metadata.region();
    if (federationEndpoint == null) {
      federationEndpoint = region.getEndpoint(SERVICE).orElseThrow();
    }
    leafCertificateSupplier = InstanceCertificate.leaf(metadata);
    intermediateCertificateSuppliers = Set.of(InstanceCertificate.intermediate(metadata));
    try {
      tenancyId =
          AuthUtils.getTenantIdFromCertificate(
              leafCertificateSupplier.getCertificateAndKeyPair().getCertificate());
    } catch (InstancePrincipalUnavailableException e) {
      throw OciFailures.unreadable("the VM's certificate names no tenancy");
    }
  }
}
