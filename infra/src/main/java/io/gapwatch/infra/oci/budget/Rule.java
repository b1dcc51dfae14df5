package io.gapwatch.infra.oci.budget;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** When a {@link Budget} tells, and whom. */
public final class Rule extends OciResource {
  public static final String TOKEN = "oci:Budget/rule:Rule";

  public Rule(String name, RuleArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
