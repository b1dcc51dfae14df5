package io.gapwatch.infra.oci.objectstorage.outputs;

import com.pulumi.core.annotations.CustomType;

/** The answer to {@code getNamespace}. */
@CustomType
public final class GetNamespaceResult {
  private String namespace = "";

  private GetNamespaceResult() {}

  public String namespace() {
    return namespace;
  }

  /** What the SDK fills an answer with. */
  @CustomType.Builder
  public static final class Builder {
    private final GetNamespaceResult result = new GetNamespaceResult();

    @CustomType.Setter
    public Builder namespace(String namespace) {
      result.namespace = namespace;
      return this;
    }

    public GetNamespaceResult build() {
      return result;
    }
  }
}
