package io.gapwatch.infra.oci.kms;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import io.gapwatch.infra.oci.kms.inputs.KeyKeyShapeArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Key}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class KeyArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "displayName", required = true)
  private @Nullable Output<String> displayName;

  @Import(name = "keyShape", required = true)
  private @Nullable Output<KeyKeyShapeArgs> keyShape;

  @Import(name = "managementEndpoint", required = true)
  private @Nullable Output<String> managementEndpoint;

  @Import(name = "protectionMode")
  private @Nullable Output<String> protectionMode;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private KeyArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final KeyArgs args = new KeyArgs();

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

    public Builder keyShape(Output<KeyKeyShapeArgs> keyShape) {
      args.keyShape = keyShape;
      return this;
    }

    public Builder keyShape(KeyKeyShapeArgs keyShape) {
      return keyShape(Output.of(keyShape));
    }

    public Builder managementEndpoint(Output<String> managementEndpoint) {
      args.managementEndpoint = managementEndpoint;
      return this;
    }

    public Builder managementEndpoint(String managementEndpoint) {
      return managementEndpoint(Output.of(managementEndpoint));
    }

    public Builder protectionMode(Output<String> protectionMode) {
      args.protectionMode = protectionMode;
      return this;
    }

    public Builder protectionMode(String protectionMode) {
      return protectionMode(Output.of(protectionMode));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public KeyArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("KeyArgs", "compartmentId");
      }
      if (args.displayName == null) {
        throw new MissingRequiredPropertyException("KeyArgs", "displayName");
      }
      if (args.keyShape == null) {
        throw new MissingRequiredPropertyException("KeyArgs", "keyShape");
      }
      if (args.managementEndpoint == null) {
        throw new MissingRequiredPropertyException("KeyArgs", "managementEndpoint");
      }
      return args;
    }
  }
}
