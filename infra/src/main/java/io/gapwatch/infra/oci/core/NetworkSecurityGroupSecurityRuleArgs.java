package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import io.gapwatch.infra.oci.core.inputs.NetworkSecurityGroupSecurityRuleTcpOptionsArgs;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link NetworkSecurityGroupSecurityRule}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class NetworkSecurityGroupSecurityRuleArgs extends ResourceArgs {
  @Import(name = "networkSecurityGroupId", required = true)
  private @Nullable Output<String> networkSecurityGroupId;

  @Import(name = "direction", required = true)
  private @Nullable Output<String> direction;

  @Import(name = "protocol", required = true)
  private @Nullable Output<String> protocol;

  @Import(name = "source")
  private @Nullable Output<String> source;

  @Import(name = "sourceType")
  private @Nullable Output<String> sourceType;

  @Import(name = "tcpOptions")
  private @Nullable Output<NetworkSecurityGroupSecurityRuleTcpOptionsArgs> tcpOptions;

  @Import(name = "description")
  private @Nullable Output<String> description;

  private NetworkSecurityGroupSecurityRuleArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final NetworkSecurityGroupSecurityRuleArgs args =
        new NetworkSecurityGroupSecurityRuleArgs();

    private Builder() {}

    public Builder networkSecurityGroupId(Output<String> networkSecurityGroupId) {
      args.networkSecurityGroupId = networkSecurityGroupId;
      return this;
    }

    public Builder networkSecurityGroupId(String networkSecurityGroupId) {
      return networkSecurityGroupId(Output.of(networkSecurityGroupId));
    }

    public Builder direction(Output<String> direction) {
      args.direction = direction;
      return this;
    }

    public Builder direction(String direction) {
      return direction(Output.of(direction));
    }

    public Builder protocol(Output<String> protocol) {
      args.protocol = protocol;
      return this;
    }

    public Builder protocol(String protocol) {
      return protocol(Output.of(protocol));
    }

    public Builder source(Output<String> source) {
      args.source = source;
      return this;
    }

    public Builder source(String source) {
      return source(Output.of(source));
    }

    public Builder sourceType(Output<String> sourceType) {
      args.sourceType = sourceType;
      return this;
    }

    public Builder sourceType(String sourceType) {
      return sourceType(Output.of(sourceType));
    }

    public Builder tcpOptions(Output<NetworkSecurityGroupSecurityRuleTcpOptionsArgs> tcpOptions) {
      args.tcpOptions = tcpOptions;
      return this;
    }

    public Builder tcpOptions(NetworkSecurityGroupSecurityRuleTcpOptionsArgs tcpOptions) {
      return tcpOptions(Output.of(tcpOptions));
    }

    public Builder description(Output<String> description) {
      args.description = description;
      return this;
    }

    public Builder description(String description) {
      return description(Output.of(description));
    }

    public NetworkSecurityGroupSecurityRuleArgs build() {
      if (args.networkSecurityGroupId == null) {
        throw new MissingRequiredPropertyException(
            "NetworkSecurityGroupSecurityRuleArgs", "networkSecurityGroupId");
      }
      if (args.direction == null) {
        throw new MissingRequiredPropertyException(
            "NetworkSecurityGroupSecurityRuleArgs", "direction");
      }
      if (args.protocol == null) {
        throw new MissingRequiredPropertyException(
            "NetworkSecurityGroupSecurityRuleArgs", "protocol");
      }
      return args;
    }
  }
}
