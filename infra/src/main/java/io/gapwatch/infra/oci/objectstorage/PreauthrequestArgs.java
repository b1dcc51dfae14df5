package io.gapwatch.infra.oci.objectstorage;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Preauthrequest}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class PreauthrequestArgs extends ResourceArgs {
  @Import(name = "accessType", required = true)
  private @Nullable Output<String> accessType;

  @Import(name = "bucket", required = true)
  private @Nullable Output<String> bucket;

  @Import(name = "namespace", required = true)
  private @Nullable Output<String> namespace;

  @Import(name = "name")
  private @Nullable Output<String> name;

  @Import(name = "timeExpires", required = true)
  private @Nullable Output<String> timeExpires;

  private PreauthrequestArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final PreauthrequestArgs args = new PreauthrequestArgs();

    private Builder() {}

    public Builder accessType(Output<String> accessType) {
      args.accessType = accessType;
      return this;
    }

    public Builder accessType(String accessType) {
      return accessType(Output.of(accessType));
    }

    public Builder bucket(Output<String> bucket) {
      args.bucket = bucket;
      return this;
    }

    public Builder bucket(String bucket) {
      return bucket(Output.of(bucket));
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

    public Builder timeExpires(Output<String> timeExpires) {
      args.timeExpires = timeExpires;
      return this;
    }

    public Builder timeExpires(String timeExpires) {
      return timeExpires(Output.of(timeExpires));
    }

    public PreauthrequestArgs build() {
      if (args.accessType == null) {
        throw new MissingRequiredPropertyException("PreauthrequestArgs", "accessType");
      }
      if (args.bucket == null) {
        throw new MissingRequiredPropertyException("PreauthrequestArgs", "bucket");
      }
      if (args.namespace == null) {
        throw new MissingRequiredPropertyException("PreauthrequestArgs", "namespace");
      }
      if (args.timeExpires == null) {
        throw new MissingRequiredPropertyException("PreauthrequestArgs", "timeExpires");
      }
      return args;
    }
  }
}
