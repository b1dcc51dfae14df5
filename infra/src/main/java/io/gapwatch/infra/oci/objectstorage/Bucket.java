package io.gapwatch.infra.oci.objectstorage;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** A bucket of objects. It cannot be deleted while it holds any. */
public final class Bucket extends OciResource {
  public static final String TOKEN = "oci:ObjectStorage/bucket:Bucket";

  @Export(name = "name", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> name;

  public Bucket(String name, BucketArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }

  public Output<String> name() {
    return name;
  }
}
