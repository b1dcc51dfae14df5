package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code RouteTableRouteRule} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class RouteTableRouteRuleArgs extends ResourceArgs {
  @Import(name = "networkEntityId", required = true)
  private @Nullable Output<String> networkEntityId;

  @Import(name = "destination")
  private @Nullable Output<String> destination;

  @Import(name = "destinationType")
  private @Nullable Output<String> destinationType;

  @Import(name = "description")
  private @Nullable Output<String> description;

  private RouteTableRouteRuleArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final RouteTableRouteRuleArgs args = new RouteTableRouteRuleArgs();

    private Builder() {}

    public Builder networkEntityId(Output<String> networkEntityId) {
      args.networkEntityId = networkEntityId;
      return this;
    }

    public Builder networkEntityId(String networkEntityId) {
      return networkEntityId(Output.of(networkEntityId));
    }

    public Builder destination(Output<String> destination) {
      args.destination = destination;
      return this;
    }

    public Builder destination(String destination) {
      return destination(Output.of(destination));
    }

    public Builder destinationType(Output<String> destinationType) {
      args.destinationType = destinationType;
      return this;
    }

    public Builder destinationType(String destinationType) {
      return destinationType(Output.of(destinationType));
    }

    public Builder description(Output<String> description) {
      args.description = description;
      return this;
    }

    public Builder description(String description) {
      return description(Output.of(description));
    }

    public RouteTableRouteRuleArgs build() {
      if (args.networkEntityId == null) {
        throw new MissingRequiredPropertyException("RouteTableRouteRuleArgs", "networkEntityId");
      }
      return args;
    }
  }
}
