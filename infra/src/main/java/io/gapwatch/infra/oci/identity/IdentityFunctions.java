package io.gapwatch.infra.oci.identity;

import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import io.gapwatch.infra.oci.OciPackage;
import io.gapwatch.infra.oci.identity.inputs.GetAvailabilityDomainsArgs;
import io.gapwatch.infra.oci.identity.outputs.GetAvailabilityDomainsResult;
import java.util.concurrent.CompletableFuture;

/** Questions to the provider about Identity. */
public final class IdentityFunctions {
  private static final String DOMAINS =
      "oci:Identity/getAvailabilityDomains:getAvailabilityDomains";

  private IdentityFunctions() {}

  /** Completes with the answer, or with the provider's failure. */
  public static CompletableFuture<GetAvailabilityDomainsResult> getAvailabilityDomainsPlain(
      GetAvailabilityDomainsArgs args) {
    return OciPackage.ask(DOMAINS, TypeShape.of(GetAvailabilityDomainsResult.class), args);
  }

  public static Output<GetAvailabilityDomainsResult> getAvailabilityDomains(
      GetAvailabilityDomainsArgs args) {
    return OciPackage.invoke(DOMAINS, TypeShape.of(GetAvailabilityDomainsResult.class), args);
  }
}
