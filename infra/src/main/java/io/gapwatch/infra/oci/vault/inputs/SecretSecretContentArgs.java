package io.gapwatch.infra.oci.vault.inputs;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** The {@code SecretSecretContent} part of a resource's inputs. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class SecretSecretContentArgs extends ResourceArgs {
  @Import(name = "contentType", required = true)
  private @Nullable Output<String> contentType;

  @Import(name = "content")
  private @Nullable Output<String> content;

  private SecretSecretContentArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final SecretSecretContentArgs args = new SecretSecretContentArgs();

    private Builder() {}

    public Builder contentType(Output<String> contentType) {
      args.contentType = contentType;
      return this;
    }

    public Builder contentType(String contentType) {
      return contentType(Output.of(contentType));
    }

    public Builder content(Output<String> content) {
      args.content = content;
      return this;
    }

    public Builder content(String content) {
      return content(Output.of(content));
    }

    public SecretSecretContentArgs build() {
      if (args.contentType == null) {
        throw new MissingRequiredPropertyException("SecretSecretContentArgs", "contentType");
      }
      return args;
    }
  }
}
