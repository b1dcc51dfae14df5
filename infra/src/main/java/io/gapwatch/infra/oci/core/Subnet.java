package io.gapwatch.infra.oci.core;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** A part of a VCN. Regional unless an availability domain is named. */
public final class Subnet extends OciResource {
  public static final String TOKEN = "oci:Core/subnet:Subnet";

  public Subnet(String name, SubnetArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
