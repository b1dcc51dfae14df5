package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Vcn}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class VcnArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "cidrBlocks")
  private @Nullable Output<List<String>> cidrBlocks;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  @Import(name = "dnsLabel")
  private @Nullable Output<String> dnsLabel;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private VcnArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final VcnArgs args = new VcnArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder cidrBlocks(Output<List<String>> cidrBlocks) {
      args.cidrBlocks = cidrBlocks;
      return this;
    }

    public Builder cidrBlocks(List<String> cidrBlocks) {
      return cidrBlocks(Output.of(cidrBlocks));
    }

    public Builder cidrBlocks(String... cidrBlocks) {
      return cidrBlocks(List.of(cidrBlocks));
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

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public VcnArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("VcnArgs", "compartmentId");
      }
      return args;
    }
  }
}
