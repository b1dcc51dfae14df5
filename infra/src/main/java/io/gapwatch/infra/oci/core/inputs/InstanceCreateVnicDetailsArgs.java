package io.gapwatch.infra.oci.core.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code InstanceCreateVnicDetails} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class InstanceCreateVnicDetailsArgs extends ResourceArgs {
  @Import(name = "subnetId")
  private @Nullable Output<String> subnetId;

  @Import(name = "assignPublicIp")
  private @Nullable Output<String> assignPublicIp;

  @Import(name = "nsgIds")
  private @Nullable Output<List<String>> nsgIds;

  @Import(name = "hostnameLabel")
  private @Nullable Output<String> hostnameLabel;

  @Import(name = "displayName")
  private @Nullable Output<String> displayName;

  private InstanceCreateVnicDetailsArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final InstanceCreateVnicDetailsArgs args = new InstanceCreateVnicDetailsArgs();

    private Builder() {}

    public Builder subnetId(Output<String> subnetId) {
      args.subnetId = subnetId;
      return this;
    }

    public Builder subnetId(String subnetId) {
      return subnetId(Output.of(subnetId));
    }

    public Builder assignPublicIp(Output<String> assignPublicIp) {
      args.assignPublicIp = assignPublicIp;
      return this;
    }

    public Builder assignPublicIp(String assignPublicIp) {
      return assignPublicIp(Output.of(assignPublicIp));
    }

    public Builder nsgIds(Output<List<String>> nsgIds) {
      args.nsgIds = nsgIds;
      return this;
    }

    public Builder nsgIds(List<String> nsgIds) {
      return nsgIds(Output.of(nsgIds));
    }

    public Builder nsgIds(String... nsgIds) {
      return nsgIds(List.of(nsgIds));
    }

    public Builder hostnameLabel(Output<String> hostnameLabel) {
      args.hostnameLabel = hostnameLabel;
      return this;
    }

    public Builder hostnameLabel(String hostnameLabel) {
      return hostnameLabel(Output.of(hostnameLabel));
    }

    public Builder displayName(Output<String> displayName) {
      args.displayName = displayName;
      return this;
    }

    public Builder displayName(String displayName) {
      return displayName(Output.of(displayName));
    }

    public InstanceCreateVnicDetailsArgs build() {
      return args;
    }
  }
}
