package io.gapwatch.infra.oci.objectstorage;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Bucket}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class BucketArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "namespace", required = true)
  private @Nullable Output<String> namespace;

  @Import(name = "name")
  private @Nullable Output<String> name;

  @Import(name = "accessType")
  private @Nullable Output<String> accessType;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private BucketArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final BucketArgs args = new BucketArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder namespace(Output<String> namespace) {
      args.namespace = namespace;
      return this;
    }

    public Builder namespace(String namespace) {
      return namespace(Output.of(namespace));
    }

    public Builder name(Output<String> name) {
      args.name = name;
      return this;
    }

    public Builder name(String name) {
      return name(Output.of(name));
    }

    public Builder accessType(Output<String> accessType) {
      args.accessType = accessType;
      return this;
    }

    public Builder accessType(String accessType) {
      return accessType(Output.of(accessType));
    }

    public Builder freeformTags(Output<Map<String, String>> freeformTags) {
      args.freeformTags = freeformTags;
      return this;
    }

    public Builder freeformTags(Map<String, String> freeformTags) {
      return freeformTags(Output.of(freeformTags));
    }

    public BucketArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("BucketArgs", "compartmentId");
      }
      if (args.namespace == null) {
        throw new MissingRequiredPropertyException("BucketArgs", "namespace");
      }
      return args;
    }
  }
}
