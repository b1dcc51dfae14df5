package io.gapwatch.infra.oci.objectstorage;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link StorageObject}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class StorageObjectArgs extends ResourceArgs {
  @Import(name = "bucket", required = true)
  private @Nullable Output<String> bucket;

  @Import(name = "namespace", required = true)
  private @Nullable Output<String> namespace;

  @Import(name = "object", required = true)
  private @Nullable Output<String> object;

  @Import(name = "source")
  private @Nullable Output<String> source;

  @Import(name = "content")
  private @Nullable Output<String> content;

  @Import(name = "contentType")
  private @Nullable Output<String> contentType;

  @Import(name = "deleteAllObjectVersions")
  private @Nullable Output<Boolean> deleteAllObjectVersions;

  private StorageObjectArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final StorageObjectArgs args = new StorageObjectArgs();

    private Builder() {}

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

    public Builder object(Output<String> object) {
      args.object = object;
      return this;
    }

    public Builder object(String object) {
      return object(Output.of(object));
    }

    public Builder source(Output<String> source) {
      args.source = source;
      return this;
    }

    public Builder source(String source) {
      return source(Output.of(source));
    }

    public Builder content(Output<String> content) {
      args.content = content;
      return this;
    }

    public Builder content(String content) {
      return content(Output.of(content));
    }

    public Builder contentType(Output<String> contentType) {
      args.contentType = contentType;
      return this;
    }

    public Builder contentType(String contentType) {
      return contentType(Output.of(contentType));
    }

    public Builder deleteAllObjectVersions(Output<Boolean> deleteAllObjectVersions) {
      args.deleteAllObjectVersions = deleteAllObjectVersions;
      return this;
    }

    public Builder deleteAllObjectVersions(Boolean deleteAllObjectVersions) {
      return deleteAllObjectVersions(Output.of(deleteAllObjectVersions));
    }

    public StorageObjectArgs build() {
      if (args.bucket == null) {
        throw new MissingRequiredPropertyException("StorageObjectArgs", "bucket");
      }
      if (args.namespace == null) {
        throw new MissingRequiredPropertyException("StorageObjectArgs", "namespace");
      }
      if (args.object == null) {
        throw new MissingRequiredPropertyException("StorageObjectArgs", "object");
      }
      return args;
    }
  }
}
