package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of an {@link InternetGateway}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InternetGatewayArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "vcnId", required = true)
  private @Nullable Output<String> vcnId;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private InternetGatewayArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InternetGatewayArgs args = new InternetGatewayArgs();

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

    public InternetGatewayArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("InternetGatewayArgs", "compartmentId");
      }
      if (args.vcnId == null) {
        throw new MissingRequiredPropertyException("InternetGatewayArgs", "vcnId");
      }
      return args;
    }
  }
}
