/** A web service's stand-in on loopback, and the test of its caller. */
@NullMarked
package io.gapwatch.infra.web;

import org.jspecify.annotations.NullMarked;
