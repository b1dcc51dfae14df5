package io.gapwatch.infra.oci.identity.outputs;

import com.pulumi.core.annotations.CustomType;

/** One of the {@code availabilityDomains} in the answer to {@code getAvailabilityDomains}. */
@CustomType
public final class GetAvailabilityDomainsAvailabilityDomain {
  private String name = "";

  private GetAvailabilityDomainsAvailabilityDomain() {}

  public String name() {
    return name;
  }

  /** What the SDK fills an answer with. */
  @CustomType.Builder
  public static final class Builder {
    private final GetAvailabilityDomainsAvailabilityDomain result =
        new GetAvailabilityDomainsAvailabilityDomain();

    @CustomType.Setter
    public Builder name(String name) {
      result.name = name;
      return this;
    }

    public GetAvailabilityDomainsAvailabilityDomain build() {
      return result;
    }
  }
}
