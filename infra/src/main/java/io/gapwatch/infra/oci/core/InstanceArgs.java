package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceAgentConfigArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceAvailabilityConfigArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceCreateVnicDetailsArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceInstanceOptionsArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceShapeConfigArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceSourceDetailsArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of an {@link Instance}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InstanceArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "availabilityDomain", required = true)
  private @Nullable Output<String> availabilityDomain;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  @Import(name = "shape")
  private @Nullable Output<String> shape;

  @Import(name = "shapeConfig")
  private @Nullable Output<InstanceShapeConfigArgs> shapeConfig;

  @Import(name = "sourceDetails")
  private @Nullable Output<InstanceSourceDetailsArgs> sourceDetails;

  @Import(name = "createVnicDetails")
  private @Nullable Output<InstanceCreateVnicDetailsArgs> createVnicDetails;

  @Import(name = "metadata")
  private @Nullable Output<Map<String, String>> metadata;

  @Import(name = "extendedMetadata")
  private @Nullable Output<Map<String, String>> extendedMetadata;

  @Import(name = "instanceOptions")
  private @Nullable Output<InstanceInstanceOptionsArgs> instanceOptions;

  @Import(name = "agentConfig")
  private @Nullable Output<InstanceAgentConfigArgs> agentConfig;

  @Import(name = "availabilityConfig")
  private @Nullable Output<InstanceAvailabilityConfigArgs> availabilityConfig;

  @Import(name = "isPvEncryptionInTransitEnabled")
  private @Nullable Output<Boolean> isPvEncryptionInTransitEnabled;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private InstanceArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InstanceArgs args = new InstanceArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder availabilityDomain(Output<String> availabilityDomain) {
      args.availabilityDomain = availabilityDomain;
      return this;
    }

    public Builder availabilityDomain(String availabilityDomain) {
      return availabilityDomain(Output.of(availabilityDomain));
    }

    public Builder displayName(Output<String> displayName) {
      args.displayName = displayName;
      return this;
    }

    public Builder displayName(String displayName) {
      return displayName(Output.of(displayName));
    }

    public Builder shape(Output<String> shape) {
      args.shape = shape;
      return this;
    }

    public Builder shape(String shape) {
      return shape(Output.of(shape));
    }

    public Builder shapeConfig(Output<InstanceShapeConfigArgs> shapeConfig) {
      args.shapeConfig = shapeConfig;
      return this;
    }

    public Builder shapeConfig(InstanceShapeConfigArgs shapeConfig) {
      return shapeConfig(Output.of(shapeConfig));
    }

    public Builder sourceDetails(Output<InstanceSourceDetailsArgs> sourceDetails) {
      args.sourceDetails = sourceDetails;
      return this;
    }

    public Builder sourceDetails(InstanceSourceDetailsArgs sourceDetails) {
      return sourceDetails(Output.of(sourceDetails));
    }

    public Builder createVnicDetails(Output<InstanceCreateVnicDetailsArgs> createVnicDetails) {
      args.createVnicDetails = createVnicDetails;
      return this;
    }

    public Builder createVnicDetails(InstanceCreateVnicDetailsArgs createVnicDetails) {
      return createVnicDetails(Output.of(createVnicDetails));
    }

    public Builder metadata(Output<Map<String, String>> metadata) {
      args.metadata = metadata;
      return this;
    }

    public Builder metadata(Map<String, String> metadata) {
      return metadata(Output.of(metadata));
    }

    public Builder extendedMetadata(Output<Map<String, String>> extendedMetadata) {
      args.extendedMetadata = extendedMetadata;
      return this;
    }

    public Builder extendedMetadata(Map<String, String> extendedMetadata) {
      return extendedMetadata(Output.of(extendedMetadata));
    }

    public Builder instanceOptions(Output<InstanceInstanceOptionsArgs> instanceOptions) {
      args.instanceOptions = instanceOptions;
      return this;
    }

    public Builder instanceOptions(InstanceInstanceOptionsArgs instanceOptions) {
      return instanceOptions(Output.of(instanceOptions));
    }

    public Builder agentConfig(Output<InstanceAgentConfigArgs> agentConfig) {
      args.agentConfig = agentConfig;
      return this;
    }

    public Builder agentConfig(InstanceAgentConfigArgs agentConfig) {
      return agentConfig(Output.of(agentConfig));
    }

    public Builder availabilityConfig(Output<InstanceAvailabilityConfigArgs> availabilityConfig) {
      args.availabilityConfig = availabilityConfig;
      return this;
    }

    public Builder availabilityConfig(InstanceAvailabilityConfigArgs availabilityConfig) {
      return availabilityConfig(Output.of(availabilityConfig));
    }

    public Builder isPvEncryptionInTransitEnabled(Output<Boolean> isPvEncryptionInTransitEnabled) {
      args.isPvEncryptionInTransitEnabled = isPvEncryptionInTransitEnabled;
      return this;
    }

    public Builder isPvEncryptionInTransitEnabled(Boolean isPvEncryptionInTransitEnabled) {
      return isPvEncryptionInTransitEnabled(Output.of(isPvEncryptionInTransitEnabled));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public InstanceArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("InstanceArgs", "compartmentId");
      }
      if (args.availabilityDomain == null) {
        throw new MissingRequiredPropertyException("InstanceArgs", "availabilityDomain");
      }
      return args;
    }
  }
}
