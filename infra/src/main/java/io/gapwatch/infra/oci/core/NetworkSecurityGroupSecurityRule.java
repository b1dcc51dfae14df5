package io.gapwatch.infra.oci.core;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** One rule of a {@link NetworkSecurityGroup}. */
public final class NetworkSecurityGroupSecurityRule extends OciResource {
  public static final String TOKEN =
      "oci:Core/networkSecurityGroupSecurityRule:NetworkSecurityGroupSecurityRule";

  public NetworkSecurityGroupSecurityRule(
      String name, NetworkSecurityGroupSecurityRuleArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
