package io.gapwatch.infra.oci.core;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/**
 * Packet rules of a subnet. A subnet without one of its own gets the default list of the VCN, which
 * opens SSH to the world.
 */
public final class SecurityList extends OciResource {
  public static final String TOKEN = "oci:Core/securityList:SecurityList";

  public SecurityList(String name, SecurityListArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
