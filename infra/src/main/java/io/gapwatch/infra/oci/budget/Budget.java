package io.gapwatch.infra.oci.budget;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.oci.OciResource;

/** An amount of money per month to be told about. */
public final class Budget extends OciResource {
  public static final String TOKEN = "oci:Budget/budget:Budget";

  public Budget(String name, BudgetArgs args, CustomResourceOptions options) {
    super(TOKEN, name, args, options);
  }
}
