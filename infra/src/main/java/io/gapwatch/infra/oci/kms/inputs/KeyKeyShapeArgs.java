package io.gapwatch.infra.oci.kms.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code KeyKeyShape} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class KeyKeyShapeArgs extends ResourceArgs {
  @Import(name = "algorithm", required = true)
  private @Nullable Output<String> algorithm;

  @Import(name = "length", required = true)
  private @Nullable Output<Integer> length;

  private KeyKeyShapeArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final KeyKeyShapeArgs args = new KeyKeyShapeArgs();

    private Builder() {}

    public Builder algorithm(Output<String> algorithm) {
      args.algorithm = algorithm;
      return this;
    }

    public Builder algorithm(String algorithm) {
      return algorithm(Output.of(algorithm));
    }

    public Builder length(Output<Integer> length) {
      args.length = length;
      return this;
    }

    public Builder length(Integer length) {
      return length(Output.of(length));
    }

    public KeyKeyShapeArgs build() {
      if (args.algorithm == null) {
        throw new MissingRequiredPropertyException("KeyKeyShapeArgs", "algorithm");
      }
      if (args.length == null) {
        throw new MissingRequiredPropertyException("KeyKeyShapeArgs", "length");
      }
      return args;
    }
  }
}
