package io.gapwatch.infra.oci.core.outputs;

import com.pulumi.core.annotations.CustomType;
import java.util.List;

/** The answer to {@code getImages}. */
@CustomType
public final class GetImagesResult {
  private List<GetImagesImage> images = List.of();

  private GetImagesResult() {}

  public List<GetImagesImage> images() {
    return images;
  }

  /** What the SDK fills an answer with. */
  @CustomType.Builder
  public static final class Builder {
    private final GetImagesResult result = new GetImagesResult();

    @CustomType.Setter
    public Builder images(List<GetImagesImage> images) {
      result.images = images;
      return this;
    }

    public GetImagesResult build() {
      return result;
    }
  }
}
