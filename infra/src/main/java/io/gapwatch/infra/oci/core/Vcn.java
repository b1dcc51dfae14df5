package io.gapwatch.infra.oci.core;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** A virtual cloud network. */
public final class Vcn extends OciResource {
  public static final String TOKEN = "oci:Core/vcn:Vcn";

  public Vcn(String name, VcnArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
