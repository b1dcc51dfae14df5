package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code InstanceShapeConfig} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InstanceShapeConfigArgs extends ResourceArgs {
  @Import(name = "ocpus")
  private @Nullable Output<Double> ocpus;

  @Import(name = "memoryInGbs")
  private @Nullable Output<Double> memoryInGbs;

  private InstanceShapeConfigArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InstanceShapeConfigArgs args = new InstanceShapeConfigArgs();

    private Builder() {}

    public Builder ocpus(Output<Double> ocpus) {
      args.ocpus = ocpus;
      return this;
    }

    public Builder ocpus(Double ocpus) {
      return ocpus(Output.of(ocpus));
    }

    public Builder memoryInGbs(Output<Double> memoryInGbs) {
      args.memoryInGbs = memoryInGbs;
      return this;
    }

    public Builder memoryInGbs(Double memoryInGbs) {
      return memoryInGbs(Output.of(memoryInGbs));
    }

    public InstanceShapeConfigArgs build() {
      return args;
    }
  }
}
