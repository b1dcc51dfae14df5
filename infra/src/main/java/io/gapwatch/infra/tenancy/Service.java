package io.gapwatch.infra.tenancy;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A service of Oracle's that is asked, with the name that its provider has for the client. */
enum Service {
  COMPUTE("oci_core.ComputeClient", "https://iaas.REGION.DOMAIN"),
  IDENTITY("oci_identity.IdentityClient", "https://identity.REGION.oci.DOMAIN"),
  OBJECTS("oci_object_storage.ObjectStorageClient", "https://objectstorage.REGION.DOMAIN"),
  LIMITS("oci_limits.LimitsClient", "https://limits.REGION.oci.DOMAIN"),
  VAULTS("oci_vault.VaultsClient", "https://vaults.REGION.oci.DOMAIN");

  private final String client;
  private final String template;

  Service(String client, String template) {
    this.client = client;
    this.template = template;
  }

  /** Where it is; the provider's own variable, {@code CLIENT_HOST_OVERRIDES}, moves it for both. */
  URI address(Credentials credentials, Map<String, String> environment) {
    return overridden(environment)
        .orElseGet(
            () ->
                URI.create(
                    template
                        .replace("REGION", credentials.region())
                        .replace("DOMAIN", credentials.domain())));
  }

  private Optional<URI> overridden(Map<String, String> environment) {
    String overrides =
        environment.getOrDefault(
            "CLIENT_HOST_OVERRIDES", environment.getOrDefault("OCI_CLIENT_HOST_OVERRIDES", ""));
    return Arrays.stream(overrides.split(";", -1))
        .map(each -> each.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equals(client))
        .map(pair -> URI.create(pair[1].strip()))
        .findFirst();
  }

  @Override
  public String toString() {
    return "OCI's " + name().toLowerCase(Locale.ROOT) + " service";
  }
}
