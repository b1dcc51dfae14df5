package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code InstanceSourceDetails} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InstanceSourceDetailsArgs extends ResourceArgs {
  @Import(name = "sourceType", required = true)
  private @Nullable Output<String> sourceType;

  @Import(name = "sourceId")
  private @Nullable Output<String> sourceId;

  @Import(name = "bootVolumeSizeInGbs")
  private @Nullable Output<String> bootVolumeSizeInGbs;

  private InstanceSourceDetailsArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InstanceSourceDetailsArgs args = new InstanceSourceDetailsArgs();

    private Builder() {}

    public Builder sourceType(Output<String> sourceType) {
      args.sourceType = sourceType;
      return this;
    }

    public Builder sourceType(String sourceType) {
      return sourceType(Output.of(sourceType));
    }

    public Builder sourceId(Output<String> sourceId) {
      args.sourceId = sourceId;
      return this;
    }

    public Builder sourceId(String sourceId) {
      return sourceId(Output.of(sourceId));
    }

    public Builder bootVolumeSizeInGbs(Output<String> bootVolumeSizeInGbs) {
      args.bootVolumeSizeInGbs = bootVolumeSizeInGbs;
      return this;
    }

    public Builder bootVolumeSizeInGbs(String bootVolumeSizeInGbs) {
      return bootVolumeSizeInGbs(Output.of(bootVolumeSizeInGbs));
    }

    public InstanceSourceDetailsArgs build() {
      if (args.sourceType == null) {
        throw new MissingRequiredPropertyException("InstanceSourceDetailsArgs", "sourceType");
      }
      return args;
    }
  }
}
