package io.gapwatch.infra.oci.budget;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Budget}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class BudgetArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "amount", required = true)
  private @Nullable Output<Integer> amount;

  @Import(name = "resetPeriod", required = true)
  private @Nullable Output<String> resetPeriod;

  @Import(name = "targetType")
  private @Nullable Output<String> targetType;

  @Import(name = "targets")
  private @Nullable Output<List<String>> targets;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  @Import(name = "description")
  private @Nullable Output<String> description;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private BudgetArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final BudgetArgs args = new BudgetArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder amount(Output<Integer> amount) {
      args.amount = amount;
      return this;
    }

    public Builder amount(Integer amount) {
      return amount(Output.of(amount));
    }

    public Builder resetPeriod(Output<String> resetPeriod) {
      args.resetPeriod = resetPeriod;
      return this;
    }

    public Builder resetPeriod(String resetPeriod) {
      return resetPeriod(Output.of(resetPeriod));
    }

    public Builder targetType(Output<String> targetType) {
      args.targetType = targetType;
      return this;
    }

    public Builder targetType(String targetType) {
      return targetType(Output.of(targetType));
    }

    public Builder targets(Output<List<String>> targets) {
      args.targets = targets;
      return this;
    }

    public Builder targets(List<String> targets) {
      return targets(Output.of(targets));
    }

    public Builder targets(String... targets) {
      return targets(List.of(targets));
    }

    public Builder displayName(Output<String> displayName) {
      args.displayName = displayName;
      return this;
    }

    public Builder displayName(String displayName) {
      return displayName(Output.of(displayName));
    }

    public Builder description(Output<String> description) {
      args.description = description;
      return this;
    }

    public Builder description(String description) {
      return description(Output.of(description));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public BudgetArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("BudgetArgs", "compartmentId");
      }
      if (args.amount == null) {
        throw new MissingRequiredPropertyException("BudgetArgs", "amount");
      }
      if (args.resetPeriod == null) {
        throw new MissingRequiredPropertyException("BudgetArgs", "resetPeriod");
      }
      return args;
    }
  }
}
