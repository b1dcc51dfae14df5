package io.gapwatch.infra.oci.objectstorage;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** An address that opens objects to whoever knows it: hence a secret. Every change replaces it. */
public final class Preauthrequest extends OciResource {
  public static final String TOKEN = "oci:ObjectStorage/preauthrequest:Preauthrequest";

  @Export(name = "accessUri", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> accessUri;

  @Export(name = "fullPath", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> fullPath;

  public Preauthrequest(String name, PreauthrequestArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options, "accessUri", "fullPath");
  }

  public Output<String> accessUri() {
    return accessUri;
  }

  public Output<String> fullPath() {
    return fullPath;
  }
}
