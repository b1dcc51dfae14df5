package io.gapwatch.infra.oci.vault;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/**
 * A secret in a vault; a changed content is a new version. The provider marks nothing as secret, so
 * this class does.
 */
public final class Secret extends OciResource {
  public static final String TOKEN = "oci:Vault/secret:Secret";

  @Export(name = "currentVersionNumber", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> currentVersionNumber;

  public Secret(String name, SecretArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options, "secretContent");
  }

  public Output<String> currentVersionNumber() {
    return currentVersionNumber;
  }
}
