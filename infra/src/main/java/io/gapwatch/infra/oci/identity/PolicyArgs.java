package io.gapwatch.infra.oci.identity;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Policy}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class PolicyArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "description", required = true)
  private @Nullable Output<String> description;

  @Import(name = "statements", required = true)
  private @Nullable Output<List<String>> statements;

  @Import(name = "name")
  private @Nullable Output<String> name;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private PolicyArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final PolicyArgs args = new PolicyArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder description(Output<String> description) {
      args.description = description;
      return this;
    }

    public Builder description(String description) {
      return description(Output.of(description));
    }

    public Builder statements(Output<List<String>> statements) {
      args.statements = statements;
      return this;
    }

    public Builder statements(List<String> statements) {
      return statements(Output.of(statements));
    }

    public Builder statements(String... statements) {
      return statements(List.of(statements));
    }

    public Builder name(Output<String> name) {
      args.name = name;
      return this;
    }

    public Builder name(String name) {
      return name(Output.of(name));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public PolicyArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("PolicyArgs", "compartmentId");
      }
      if (args.description == null) {
        throw new MissingRequiredPropertyException("PolicyArgs", "description");
      }
      if (args.statements == null) {
        throw new MissingRequiredPropertyException("PolicyArgs", "statements");
      }
      return args;
    }
  }
}
