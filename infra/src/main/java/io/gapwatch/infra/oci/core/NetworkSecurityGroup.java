package io.gapwatch.infra.oci.core;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** A named set of packet rules that network cards join. */
public final class NetworkSecurityGroup extends OciResource {
  public static final String TOKEN = "oci:Core/networkSecurityGroup:NetworkSecurityGroup";

  public NetworkSecurityGroup(
      String name, NetworkSecurityGroupArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
