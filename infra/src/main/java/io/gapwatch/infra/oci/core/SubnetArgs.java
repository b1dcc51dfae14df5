package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Subnet}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class SubnetArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "vcnId", required = true)
  private @Nullable Output<String> vcnId;

  @Import(name = "cidrBlock")
  private @Nullable Output<String> cidrBlock;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  @Import(name = "dnsLabel")
  private @Nullable Output<String> dnsLabel;

  @Import(name = "routeTableId")
  private @Nullable Output<String> routeTableId;

  @Import(name = "securityListIds")
  private @Nullable Output<List<String>> securityListIds;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private SubnetArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final SubnetArgs args = new SubnetArgs();

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

    public Builder cidrBlock(Output<String> cidrBlock) {
      args.cidrBlock = cidrBlock;
      return this;
    }

    public Builder cidrBlock(String cidrBlock) {
      return cidrBlock(Output.of(cidrBlock));
    }

    public Builder displayName(Output<String> displayName) {
      args.displayName = displayName;
      return this;
    }

    public Builder displayName(String displayName) {
      return displayName(Output.of(displayName));
    }

    public Builder dnsLabel(Output<String> dnsLabel) {
      args.dnsLabel = dnsLabel;
      return this;
    }

    public Builder dnsLabel(String dnsLabel) {
      return dnsLabel(Output.of(dnsLabel));
    }

    public Builder routeTableId(Output<String> routeTableId) {
      args.routeTableId = routeTableId;
      return this;
    }

    public Builder routeTableId(String routeTableId) {
      return routeTableId(Output.of(routeTableId));
    }

    public Builder securityListIds(Output<List<String>> securityListIds) {
      args.securityListIds = securityListIds;
      return this;
    }

    public Builder securityListIds(List<String> securityListIds) {
      return securityListIds(Output.of(securityListIds));
    }

    public Builder securityListIds(String... securityListIds) {
      return securityListIds(List.of(securityListIds));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public SubnetArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("SubnetArgs", "compartmentId");
      }
      if (args.vcnId == null) {
        throw new MissingRequiredPropertyException("SubnetArgs", "vcnId");
      }
      return args;
    }
  }
}
