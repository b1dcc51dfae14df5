package io.gapwatch.infra.oci.objectstorage;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/**
 * An object. The provider watches the path and the modification time of {@code source}, never its
 * content.
 */
public final class StorageObject extends OciResource {
  public static final String TOKEN = "oci:ObjectStorage/storageObject:StorageObject";

  @Export(name = "object", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> object;

  public StorageObject(String name, StorageObjectArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }

  public Output<String> object() {
    return object;
  }
}
