package io.gapwatch.infra.oci.objectstorage;

import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import io.gapwatch.infra.oci.OciPackage;
import io.gapwatch.infra.oci.objectstorage.inputs.GetNamespaceArgs;
import io.gapwatch.infra.oci.objectstorage.outputs.GetNamespaceResult;

/** Questions to the provider about ObjectStorage. */
public final class ObjectStorageFunctions {
  private ObjectStorageFunctions() {}

  public static Output<GetNamespaceResult> getNamespace(GetNamespaceArgs args) {
    return OciPackage.invoke(
        "oci:ObjectStorage/getNamespace:getNamespace",
        TypeShape.of(GetNamespaceResult.class),
        args);
  }
}
