package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/**
 * The {@code NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRange} part of a resource's
 * inputs.
 */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs
    extends ResourceArgs {
  @Import(name = "min", required = true)
  private @Nullable Output<Integer> min;

  @Import(name = "max", required = true)
  private @Nullable Output<Integer> max;

  private NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs args =
        new NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs();

    private Builder() {}

    public Builder min(Output<Integer> min) {
      args.min = min;
      return this;
    }

    public Builder min(Integer min) {
      return min(Output.of(min));
    }

    public Builder max(Output<Integer> max) {
      args.max = max;
      return this;
    }

    public Builder max(Integer max) {
      return max(Output.of(max));
    }

    public NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs build() {
      if (args.min == null) {
        throw new MissingRequiredPropertyException(
            "NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs", "min");
      }
      if (args.max == null) {
        throw new MissingRequiredPropertyException(
            "NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs", "max");
      }
      return args;
    }
  }
}
