/** What exists in the cloud: one component per concern, and the class that lists them. */
@NullMarked
package io.gapwatch.infra.stack;

import org.jspecify.annotations.NullMarked;
