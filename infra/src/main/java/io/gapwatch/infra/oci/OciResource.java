package io.gapwatch.infra.oci;

import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.List;

/** A resource of the provider, at the provider's version and with its secret outputs sealed. */
public abstract class OciResource extends CustomResource {

  /**
   * Declares the resource.
   *
   * @param secretOutputs outputs that the provider itself does not mark as secret; without this
   *     they are plain text in the state
   */
  protected OciResource(
      String token,
      String name,
      ResourceArgs args,
      CustomResourceOptions options,
      String... secretOutputs) {
    super(token, name, args, CustomResourceOptions.merge(defaults(secretOutputs), options));
  }

  private static CustomResourceOptions defaults(String... secretOutputs) {
    return CustomResourceOptions.builder()
        .version(OciPackage.version())
        .additionalSecretOutputs(List.of(secretOutputs))
        .build();
  }
}
