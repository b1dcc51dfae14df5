package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.InvokeArgs;
import org.jspecify.annotations.Nullable;

/** The question of {@code getImages}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class GetImagesArgs extends InvokeArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "operatingSystem")
  private @Nullable Output<String> operatingSystem;

  @Import(name = "operatingSystemVersion")
  private @Nullable Output<String> operatingSystemVersion;

  @Import(name = "shape")
  private @Nullable Output<String> shape;

  @Import(name = "sortBy")
  private @Nullable Output<String> sortBy;

  @Import(name = "sortOrder")
  private @Nullable Output<String> sortOrder;

  @Import(name = "state")
  private @Nullable Output<String> state;

  private GetImagesArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final GetImagesArgs args = new GetImagesArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder operatingSystem(Output<String> operatingSystem) {
      args.operatingSystem = operatingSystem;
      return this;
    }

    public Builder operatingSystem(String operatingSystem) {
      return operatingSystem(Output.of(operatingSystem));
    }

    public Builder operatingSystemVersion(Output<String> operatingSystemVersion) {
      args.operatingSystemVersion = operatingSystemVersion;
      return this;
    }

    public Builder operatingSystemVersion(String operatingSystemVersion) {
      return operatingSystemVersion(Output.of(operatingSystemVersion));
    }

    public Builder shape(Output<String> shape) {
      args.shape = shape;
      return this;
    }

    public Builder shape(String shape) {
      return shape(Output.of(shape));
    }

    public Builder sortBy(Output<String> sortBy) {
      args.sortBy = sortBy;
      return this;
    }

    public Builder sortBy(String sortBy) {
      return sortBy(Output.of(sortBy));
    }

    public Builder sortOrder(Output<String> sortOrder) {
      args.sortOrder = sortOrder;
      return this;
    }

    public Builder sortOrder(String sortOrder) {
      return sortOrder(Output.of(sortOrder));
    }

    public Builder state(Output<String> state) {
      args.state = state;
      return this;
    }

    public Builder state(String state) {
      return state(Output.of(state));
    }

    public GetImagesArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("GetImagesArgs", "compartmentId");
      }
      return args;
    }
  }
}
