package io.gapwatch.infra.oci.objectstorage.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.InvokeArgs;
import org.jspecify.annotations.Nullable;

/** The question of {@code getNamespace}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class GetNamespaceArgs extends InvokeArgs {
  @Import(name = "compartmentId")
  private @Nullable Output<String> compartmentId;

  private GetNamespaceArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final GetNamespaceArgs args = new GetNamespaceArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public GetNamespaceArgs build() {
      return args;
    }
  }
}
