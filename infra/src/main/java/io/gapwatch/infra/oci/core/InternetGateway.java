package io.gapwatch.infra.oci.core;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** The way out of a VCN, and in. */
public final class InternetGateway extends OciResource {
  public static final String TOKEN = "oci:Core/internetGateway:InternetGateway";

  public InternetGateway(String name, InternetGatewayArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
