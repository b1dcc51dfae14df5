package io.gapwatch.infra.oci.identity;

import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import io.gapwatch.infra.oci.OciPackage;
import io.gapwatch.infra.oci.identity.inputs.GetAvailabilityDomainsArgs;
import io.gapwatch.infra.oci.identity.outputs.GetAvailabilityDomainsResult;

/** Questions to the provider about Identity. */
public final class IdentityFunctions {
  private IdentityFunctions() {}

  public static Output<GetAvailabilityDomainsResult> getAvailabilityDomains(
      GetAvailabilityDomainsArgs args) {
    return OciPackage.invoke(
        "oci:Identity/getAvailabilityDomains:getAvailabilityDomains",
        TypeShape.of(GetAvailabilityDomainsResult.class),
        args);
  }
}
