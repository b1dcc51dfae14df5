package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code InstanceAvailabilityConfig} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InstanceAvailabilityConfigArgs extends ResourceArgs {
  @Import(name = "recoveryAction")
  private @Nullable Output<String> recoveryAction;

  private InstanceAvailabilityConfigArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InstanceAvailabilityConfigArgs args = new InstanceAvailabilityConfigArgs();

    private Builder() {}

    public Builder recoveryAction(Output<String> recoveryAction) {
      args.recoveryAction = recoveryAction;
      return this;
    }

    public Builder recoveryAction(String recoveryAction) {
      return recoveryAction(Output.of(recoveryAction));
    }

    public InstanceAvailabilityConfigArgs build() {
      return args;
    }
  }
}
