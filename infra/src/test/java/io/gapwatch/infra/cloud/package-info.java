/**
 * A stand-in for Oracle Cloud: the provider protocol in front, and behind it a cloud in memory that
 * knows the provider's schema and the behaviour that a deployment has to live with.
 */
@NullMarked
package io.gapwatch.infra.cloud;

import org.jspecify.annotations.NullMarked;
