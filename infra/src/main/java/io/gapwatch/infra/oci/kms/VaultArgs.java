package io.gapwatch.infra.oci.kms;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Vault}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class VaultArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "displayName", required = true)
  private @Nullable Output<String> displayName;

  @Import(name = "vaultType", required = true)
  private @Nullable Output<String> vaultType;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private VaultArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final VaultArgs args = new VaultArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder displayName(Output<String> displayName) {
      args.displayName = displayName;
      return this;
    }

    public Builder displayName(String displayName) {
      return displayName(Output.of(displayName));
    }

    public Builder vaultType(Output<String> vaultType) {
      args.vaultType = vaultType;
      return this;
    }

    public Builder vaultType(String vaultType) {
      return vaultType(Output.of(vaultType));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public VaultArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("VaultArgs", "compartmentId");
      }
      if (args.displayName == null) {
        throw new MissingRequiredPropertyException("VaultArgs", "displayName");
      }
      if (args.vaultType == null) {
        throw new MissingRequiredPropertyException("VaultArgs", "vaultType");
      }
      return args;
    }
  }
}
