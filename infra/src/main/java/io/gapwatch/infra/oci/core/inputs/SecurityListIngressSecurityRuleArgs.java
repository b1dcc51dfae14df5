package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code SecurityListIngressSecurityRule} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class SecurityListIngressSecurityRuleArgs extends ResourceArgs {
  @Import(name = "source", required = true)
  private @Nullable Output<String> source;

  @Import(name = "protocol", required = true)
  private @Nullable Output<String> protocol;

  @Import(name = "icmpOptions")
  private @Nullable Output<SecurityListIngressSecurityRuleIcmpOptionsArgs> icmpOptions;

  @Import(name = "description")
  private @Nullable Output<String> description;

  private SecurityListIngressSecurityRuleArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final SecurityListIngressSecurityRuleArgs args =
        new SecurityListIngressSecurityRuleArgs();

    private Builder() {}

    public Builder source(Output<String> source) {
      args.source = source;
      return this;
    }

    public Builder source(String source) {
      return source(Output.of(source));
    }

    public Builder protocol(Output<String> protocol) {
      args.protocol = protocol;
      return this;
    }

    public Builder protocol(String protocol) {
      return protocol(Output.of(protocol));
    }

    public Builder icmpOptions(Output<SecurityListIngressSecurityRuleIcmpOptionsArgs> icmpOptions) {
      args.icmpOptions = icmpOptions;
      return this;
    }

    public Builder icmpOptions(SecurityListIngressSecurityRuleIcmpOptionsArgs icmpOptions) {
      return icmpOptions(Output.of(icmpOptions));
    }

    public Builder description(Output<String> description) {
      args.description = description;
      return this;
    }

    public Builder description(String description) {
      return description(Output.of(description));
    }

    public SecurityListIngressSecurityRuleArgs build() {
      if (args.source == null) {
        throw new MissingRequiredPropertyException("SecurityListIngressSecurityRuleArgs", "source");
      }
      if (args.protocol == null) {
        throw new MissingRequiredPropertyException(
            "SecurityListIngressSecurityRuleArgs", "protocol");
      }
      return args;
    }
  }
}
