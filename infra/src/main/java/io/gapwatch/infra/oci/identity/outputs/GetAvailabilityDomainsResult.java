package io.gapwatch.infra.oci.identity.outputs;

import com.pulumi.core.annotations.CustomType;
import java.util.List;

/** The answer to {@code getAvailabilityDomains}. */
@CustomType
public final class GetAvailabilityDomainsResult {
  private List<GetAvailabilityDomainsAvailabilityDomain> availabilityDomains = List.of();

  private GetAvailabilityDomainsResult() {}

  public List<GetAvailabilityDomainsAvailabilityDomain> availabilityDomains() {
    return availabilityDomains;
  }

  /** What the SDK fills an answer with. */
  @CustomType.Builder
  public static final class Builder {
    private final GetAvailabilityDomainsResult result = new GetAvailabilityDomainsResult();

    @CustomType.Setter
    public Builder availabilityDomains(
        List<GetAvailabilityDomainsAvailabilityDomain> availabilityDomains) {
      result.availabilityDomains = availabilityDomains;
      return this;
    }

    public GetAvailabilityDomainsResult build() {
      return result;
    }
  }
}
