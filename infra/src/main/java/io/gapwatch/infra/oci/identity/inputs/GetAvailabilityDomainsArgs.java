package io.gapwatch.infra.oci.identity.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.InvokeArgs;
import org.jspecify.annotations.Nullable;

/** The question of {@code getAvailabilityDomains}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class GetAvailabilityDomainsArgs extends InvokeArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  private GetAvailabilityDomainsArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final GetAvailabilityDomainsArgs args = new GetAvailabilityDomainsArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public GetAvailabilityDomainsArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("GetAvailabilityDomainsArgs", "compartmentId");
      }
      return args;
    }
  }
}
