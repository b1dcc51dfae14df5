package io.gapwatch.infra.oci.core;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/**
 * A virtual machine. A change of the metadata keys {@code ssh_authorized_keys} or {@code user_data}
 * replaces it, and so does metadata that is not known yet; other keys, and the extended metadata,
 * update in place.
 */
public final class Instance extends OciResource {
  public static final String TOKEN = "oci:Core/instance:Instance";

  @Export(name = "publicIp", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> publicIp;

  @Export(name = "state", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> state;

  @Export(name = "availabilityDomain", refs = String.class, tree = "[0]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<String> availabilityDomain;

  public Instance(String name, InstanceArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }

  public Output<String> publicIp() {
    return publicIp;
  }

  public Output<String> state() {
    return state;
  }

  public Output<String> availabilityDomain() {
    return availabilityDomain;
  }
}
