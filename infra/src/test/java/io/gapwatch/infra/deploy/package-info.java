/** The program under the real engine. */
@NullMarked
package io.gapwatch.infra.deploy;

import org.jspecify.annotations.NullMarked;
