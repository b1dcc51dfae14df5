/** What is asked before the first {@code up}, with Oracle on loopback. */
@NullMarked
package io.gapwatch.infra.doctor;

import org.jspecify.annotations.NullMarked;
