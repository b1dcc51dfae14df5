package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import io.gapwatch.infra.oci.core.inputs.SecurityListEgressSecurityRuleArgs;
import io.gapwatch.infra.oci.core.inputs.SecurityListIngressSecurityRuleArgs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link SecurityList}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class SecurityListArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "vcnId", required = true)
  private @Nullable Output<String> vcnId;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  @Import(name = "egressSecurityRules")
  private @Nullable Output<List<SecurityListEgressSecurityRuleArgs>> egressSecurityRules;

  @Import(name = "ingressSecurityRules")
  private @Nullable Output<List<SecurityListIngressSecurityRuleArgs>> ingressSecurityRules;

  private SecurityListArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final SecurityListArgs args = new SecurityListArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder vcnId(Output<String> vcnId) {
      args.vcnId = vcnId;
      return this;
    }

    public Builder vcnId(String vcnId) {
      return vcnId(Output.of(vcnId));
    }

    public Builder displayName(Output<String> displayName) {
      args.displayName = displayName;
      return this;
    }

    public Builder displayName(String displayName) {
      return displayName(Output.of(displayName));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public Builder egressSecurityRules(
        Output<List<SecurityListEgressSecurityRuleArgs>> egressSecurityRules) {
      args.egressSecurityRules = egressSecurityRules;
      return this;
    }

    public Builder egressSecurityRules(
        List<SecurityListEgressSecurityRuleArgs> egressSecurityRules) {
      return egressSecurityRules(Output.of(egressSecurityRules));
    }

    public Builder egressSecurityRules(SecurityListEgressSecurityRuleArgs... egressSecurityRules) {
      return egressSecurityRules(List.of(egressSecurityRules));
    }

    public Builder ingressSecurityRules(
        Output<List<SecurityListIngressSecurityRuleArgs>> ingressSecurityRules) {
      args.ingressSecurityRules = ingressSecurityRules;
      return this;
    }

    public Builder ingressSecurityRules(
        List<SecurityListIngressSecurityRuleArgs> ingressSecurityRules) {
      return ingressSecurityRules(Output.of(ingressSecurityRules));
    }

    public Builder ingressSecurityRules(
        SecurityListIngressSecurityRuleArgs... ingressSecurityRules) {
      return ingressSecurityRules(List.of(ingressSecurityRules));
    }

    public SecurityListArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("SecurityListArgs", "compartmentId");
      }
      if (args.vcnId == null) {
        throw new MissingRequiredPropertyException("SecurityListArgs", "vcnId");
      }
      return args;
    }
  }
}
