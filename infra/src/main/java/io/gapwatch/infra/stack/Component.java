package io.gapwatch.infra.stack;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;

/** A named group of resources. */
abstract class Component extends ComponentResource {

  Component(String name) {
    super("gapwatch:infra:" + name, name);
  }

  /** The options of a resource of this component. */
  CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(this);
  }

  /**
   * The same for a resource with a fixed name or place: a successor can only be made when it is
   * gone.
   */
  CustomResourceOptions.Builder soleChild() {
    return child().deleteBeforeReplace(true);
  }
}
