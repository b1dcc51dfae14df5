package io.gapwatch.infra.oci.budget;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Rule}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class RuleArgs extends ResourceArgs {
  @Import(name = "budgetId", required = true)
  private @Nullable Output<String> budgetId;

  @Import(name = "threshold", required = true)
  private @Nullable Output<Double> threshold;

  @Import(name = "thresholdType", required = true)
  private @Nullable Output<String> thresholdType;

  @Import(name = "type", required = true)
  private @Nullable Output<String> type;

  @Import(name = "recipients")
  private @Nullable Output<String> recipients;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  @Import(name = "message")
  private @Nullable Output<String> message;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private RuleArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final RuleArgs args = new RuleArgs();

    private Builder() {}

    public Builder budgetId(Output<String> budgetId) {
      args.budgetId = budgetId;
      return this;
    }

    public Builder budgetId(String budgetId) {
      return budgetId(Output.of(budgetId));
    }

    public Builder threshold(Output<Double> threshold) {
      args.threshold = threshold;
      return this;
    }

    public Builder threshold(Double threshold) {
      return threshold(Output.of(threshold));
    }

    public Builder thresholdType(Output<String> thresholdType) {
      args.thresholdType = thresholdType;
      return this;
    }

    public Builder thresholdType(String thresholdType) {
      return thresholdType(Output.of(thresholdType));
    }

    public Builder type(Output<String> type) {
      args.type = type;
      return this;
    }

    public Builder type(String type) {
      return type(Output.of(type));
    }

    public Builder recipients(Output<String> recipients) {
      args.recipients = recipients;
      return this;
    }

    public Builder recipients(String recipients) {
      return recipients(Output.of(recipients));
    }

    public Builder displayName(Output<String> displayName) {
      args.displayName = displayName;
      return this;
    }

    public Builder displayName(String displayName) {
      return displayName(Output.of(displayName));
    }

    public Builder message(Output<String> message) {
      args.message = message;
      return this;
    }

    public Builder message(String message) {
      return message(Output.of(message));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public RuleArgs build() {
      if (args.budgetId == null) {
        throw new MissingRequiredPropertyException("RuleArgs", "budgetId");
      }
      if (args.threshold == null) {
        throw new MissingRequiredPropertyException("RuleArgs", "threshold");
      }
      if (args.thresholdType == null) {
        throw new MissingRequiredPropertyException("RuleArgs", "thresholdType");
      }
      if (args.type == null) {
        throw new MissingRequiredPropertyException("RuleArgs", "type");
      }
      return args;
    }
  }
}
