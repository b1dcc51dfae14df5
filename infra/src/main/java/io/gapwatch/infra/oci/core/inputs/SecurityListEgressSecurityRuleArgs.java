package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code SecurityListEgressSecurityRule} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class SecurityListEgressSecurityRuleArgs extends ResourceArgs {
  @Import(name = "destination", required = true)
  private @Nullable Output<String> destination;

  @Import(name = "protocol", required = true)
  private @Nullable Output<String> protocol;

  @Import(name = "description")
  private @Nullable Output<String> description;

  private SecurityListEgressSecurityRuleArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final SecurityListEgressSecurityRuleArgs args =
        new SecurityListEgressSecurityRuleArgs();

    private Builder() {}

    public Builder destination(Output<String> destination) {
      args.destination = destination;
      return this;
    }

    public Builder destination(String destination) {
      return destination(Output.of(destination));
    }

    public Builder protocol(Output<String> protocol) {
      args.protocol = protocol;
      return this;
    }

    public Builder protocol(String protocol) {
      return protocol(Output.of(protocol));
    }

    public Builder description(Output<String> description) {
      args.description = description;
      return this;
    }

    public Builder description(String description) {
      return description(Output.of(description));
    }

    public SecurityListEgressSecurityRuleArgs build() {
      if (args.destination == null) {
        throw new MissingRequiredPropertyException(
            "SecurityListEgressSecurityRuleArgs", "destination");
      }
      if (args.protocol == null) {
        throw new MissingRequiredPropertyException(
            "SecurityListEgressSecurityRuleArgs", "protocol");
      }
      return args;
    }
  }
}
