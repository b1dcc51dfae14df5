package io.gapwatch.infra.oci.identity;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** Instances that may be the subject of a policy. */
public final class DynamicGroup extends OciResource {
  public static final String TOKEN = "oci:Identity/dynamicGroup:DynamicGroup";

  public DynamicGroup(String name, DynamicGroupArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
