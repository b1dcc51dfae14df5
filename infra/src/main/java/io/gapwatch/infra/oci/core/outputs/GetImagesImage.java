package io.gapwatch.infra.oci.core.outputs;

import com.pulumi.core.annotations.CustomType;

/** One of the {@code images} in the answer to {@code getImages}. */
@CustomType
public final class GetImagesImage {
  private String id = "";
  private String displayName = "";

  private GetImagesImage() {}

  public String id() {
    return id;
  }

  public String displayName() {
    return displayName;
  }

  /** What the SDK fills an answer with. */
  @CustomType.Builder
  public static final class Builder {
    private final GetImagesImage result = new GetImagesImage();

    @CustomType.Setter
    public Builder id(String id) {
      result.id = id;
      return this;
    }

    @CustomType.Setter
    public Builder displayName(String displayName) {
      result.displayName = displayName;
      return this;
    }

    public GetImagesImage build() {
      return result;
    }
  }
}
