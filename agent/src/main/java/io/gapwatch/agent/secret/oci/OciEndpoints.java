package io.gapwatch.agent.secret.oci;

import java.net.URI;
import java.util.Optional;

/**
 * Other addresses than OCI's own, for a private endpoint or a stand-in.
 *
 * @param metadata base of the metadata service, {@code http://169.254.169.254/opc/v2/}
 * @param federation the service that trades the VM's certificate for a token
 * @param secrets the secret retrieval service
 */
public record OciEndpoints(
    Optional<URI> metadata, Optional<URI> federation, Optional<URI> secrets) {

  /** OCI's own addresses, which follow from the region. */
  public static final OciEndpoints OCI =
      new OciEndpoints(Optional.empty(), Optional.empty(), Optional.empty());

  /** The address that paths are put behind. */
  static String base(URI service) {
    return service.toString().replaceAll("/+$", "");
  }
}
