package io.gapwatch.infra.oci.kms;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** A vault of keys and secrets. */
public final class Vault extends OciResource {
  public static final String TOKEN = "oci:Kms/vault:Vault";

  @Export(name = "managementEndpoint", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> managementEndpoint;

  public Vault(String name, VaultArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }

  public Output<String> managementEndpoint() {
    return managementEndpoint;
  }
}
