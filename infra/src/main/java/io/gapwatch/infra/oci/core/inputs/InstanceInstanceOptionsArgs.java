package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code InstanceInstanceOptions} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InstanceInstanceOptionsArgs extends ResourceArgs {
  @Import(name = "areLegacyImdsEndpointsDisabled")
  private @Nullable Output<Boolean> areLegacyImdsEndpointsDisabled;

  private InstanceInstanceOptionsArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InstanceInstanceOptionsArgs args = new InstanceInstanceOptionsArgs();

    private Builder() {}

    public Builder areLegacyImdsEndpointsDisabled(Output<Boolean> areLegacyImdsEndpointsDisabled) {
      args.areLegacyImdsEndpointsDisabled = areLegacyImdsEndpointsDisabled;
      return this;
    }

    public Builder areLegacyImdsEndpointsDisabled(Boolean areLegacyImdsEndpointsDisabled) {
      return areLegacyImdsEndpointsDisabled(Output.of(areLegacyImdsEndpointsDisabled));
    }

    public InstanceInstanceOptionsArgs build() {
      return args;
    }
  }
}
