package io.gapwatch.infra.oci.core;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** Where the packets of a subnet go. */
public final class RouteTable extends OciResource {
  public static final String TOKEN = "oci:Core/routeTable:RouteTable";

  public RouteTable(String name, RouteTableArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
