package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code SecurityListIngressSecurityRuleIcmpOptions} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class SecurityListIngressSecurityRuleIcmpOptionsArgs extends ResourceArgs {
  @Import(name = "type", required = true)
  private @Nullable Output<Integer> type;

  @Import(name = "code")
  private @Nullable Output<Integer> code;

  private SecurityListIngressSecurityRuleIcmpOptionsArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final SecurityListIngressSecurityRuleIcmpOptionsArgs args =
        new SecurityListIngressSecurityRuleIcmpOptionsArgs();

    private Builder() {}

    public Builder type(Output<Integer> type) {
      args.type = type;
      return this;
    }

    public Builder type(Integer type) {
      return type(Output.of(type));
    }

    public Builder code(Output<Integer> code) {
      args.code = code;
      return this;
    }

    public Builder code(Integer code) {
      return code(Output.of(code));
    }

    public SecurityListIngressSecurityRuleIcmpOptionsArgs build() {
      if (args.type == null) {
        throw new MissingRequiredPropertyException(
            "SecurityListIngressSecurityRuleIcmpOptionsArgs", "type");
      }
      return args;
    }
  }
}
