package io.gapwatch.infra.oci.identity;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;
import java.util.List;

/** What a group may do. */
public final class Policy extends OciResource {
  public static final String TOKEN = "oci:Identity/policy:Policy";

  @Export(
      name = "statements",
      refs = {List.class, String.class},
      tree = "[0,1]")
  @SuppressWarnings("NullAway.Init") // set by the SDK, before this constructor ends
  private Output<List<String>> statements;

  public Policy(String name, PolicyArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }

  public Output<List<String>> statements() {
    return statements;
  }
}
