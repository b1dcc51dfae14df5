package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code InstanceAgentConfig} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InstanceAgentConfigArgs extends ResourceArgs {
  @Import(name = "isMonitoringDisabled")
  private @Nullable Output<Boolean> isMonitoringDisabled;

  @Import(name = "isManagementDisabled")
  private @Nullable Output<Boolean> isManagementDisabled;

  private InstanceAgentConfigArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InstanceAgentConfigArgs args = new InstanceAgentConfigArgs();

    private Builder() {}

    public Builder isMonitoringDisabled(Output<Boolean> isMonitoringDisabled) {
      args.isMonitoringDisabled = isMonitoringDisabled;
      return this;
    }

    public Builder isMonitoringDisabled(Boolean isMonitoringDisabled) {
      return isMonitoringDisabled(Output.of(isMonitoringDisabled));
    }

    public Builder isManagementDisabled(Output<Boolean> isManagementDisabled) {
      args.isManagementDisabled = isManagementDisabled;
      return this;
    }

    public Builder isManagementDisabled(Boolean isManagementDisabled) {
      return isManagementDisabled(Output.of(isManagementDisabled));
    }

    public InstanceAgentConfigArgs build() {
      return args;
    }
  }
}
