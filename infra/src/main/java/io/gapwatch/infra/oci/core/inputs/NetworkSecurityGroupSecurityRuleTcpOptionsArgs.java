package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code NetworkSecurityGroupSecurityRuleTcpOptions} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class NetworkSecurityGroupSecurityRuleTcpOptionsArgs extends ResourceArgs {
  @Import(name = "destinationPortRange")
  private @Nullable Output<NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs>
      destinationPortRange;

  private NetworkSecurityGroupSecurityRuleTcpOptionsArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final NetworkSecurityGroupSecurityRuleTcpOptionsArgs args =
        new NetworkSecurityGroupSecurityRuleTcpOptionsArgs();

    private Builder() {}

    public Builder destinationPortRange(
        Output<NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs>
            destinationPortRange) {
      args.destinationPortRange = destinationPortRange;
      return this;
    }

    public Builder destinationPortRange(
        NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs destinationPortRange) {
      return destinationPortRange(Output.of(destinationPortRange));
    }

    public NetworkSecurityGroupSecurityRuleTcpOptionsArgs build() {
      return args;
    }
  }
}
