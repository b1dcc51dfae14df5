package io.gapwatch.infra.oci.vault;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import io.gapwatch.infra.oci.vault.inputs.SecretSecretContentArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a {@link Secret}. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields
public final class SecretArgs extends ResourceArgs {
  @Import(name = "compartmentId", required = true)
  private @Nullable Output<String> compartmentId;

  @Import(name = "vaultId", required = true)
  private @Nullable Output<String> vaultId;

  @Import(name = "keyId", required = true)
  private @Nullable Output<String> keyId;

  @Import(name = "secretName", required = true)
  private @Nullable Output<String> secretName;

  @Import(name = "secretContent")
  private @Nullable Output<SecretSecretContentArgs> secretContent;

  @Import(name = "description")
  private @Nullable Output<String> description;

  @Import(name = "freeformTags")
  private @Nullable Output<Map<String, String>> freeformTags;

  private SecretArgs() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Sets each property once; {@code build} refuses a missing required one. */
  public static final class Builder {
    private final SecretArgs args = new SecretArgs();

    private Builder() {}

    public Builder compartmentId(Output<String> compartmentId) {
      args.compartmentId = compartmentId;
      return this;
    }

    public Builder compartmentId(String compartmentId) {
      return compartmentId(Output.of(compartmentId));
    }

    public Builder vaultId(Output<String> vaultId) {
      args.vaultId = vaultId;
      return this;
    }

    public Builder vaultId(String vaultId) {
      return vaultId(Output.of(vaultId));
    }

    public Builder keyId(Output<String> keyId) {
      args.keyId = keyId;
      return this;
    }

    public Builder keyId(String keyId) {
      return keyId(Output.of(keyId));
    }

    public Builder secretName(Output<String> secretName) {
      args.secretName = secretName;
      return this;
    }

    public Builder secretName(String secretName) {
      return secretName(Output.of(secretName));
    }

    public Builder secretContent(Output<SecretSecretContentArgs> secretContent) {
      args.secretContent = secretContent;
      return this;
    }

    public Builder secretContent(SecretSecretContentArgs secretContent) {
      return secretContent(Output.of(secretContent));
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

    public SecretArgs build() {
      if (args.compartmentId == null) {
        throw new MissingRequiredPropertyException("SecretArgs", "compartmentId");
      }
      if (args.vaultId == null) {
        throw new MissingRequiredPropertyException("SecretArgs", "vaultId");
      }
      if (args.keyId == null) {
        throw new MissingRequiredPropertyException("SecretArgs", "keyId");
      }
      if (args.secretName == null) {
        throw new MissingRequiredPropertyException("SecretArgs", "secretName");
      }
      return args;
    }
  }
}
