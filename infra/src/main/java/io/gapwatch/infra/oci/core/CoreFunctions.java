package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import io.gapwatch.infra.oci.OciPackage;
import io.gapwatch.infra.oci.core.inputs.GetImagesArgs;
import io.gapwatch.infra.oci.core.outputs.GetImagesResult;

/** Questions to the provider about Core. */
public final class CoreFunctions {
  private CoreFunctions() {}

  public static Output<GetImagesResult> getImages(GetImagesArgs args) {
    return OciPackage.invoke(
        "oci:Core/getImages:getImages", TypeShape.of(GetImagesResult.class), args);
  }
}
