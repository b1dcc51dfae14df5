package io.gapwatch.infra.oci.kms;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/**
 * A master encryption key. The provider's default protection is HSM, which is not free without
 * limit.
 */
public final class Key extends OciResource {
  public static final String TOKEN = "oci:Kms/key:Key";

  public Key(String name, KeyArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
