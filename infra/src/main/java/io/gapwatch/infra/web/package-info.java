/** Services that are called over HTTP: one time-out, and one wording when they do not answer. */
@NullMarked
package io.gapwatch.infra.web;

import org.jspecify.annotations.NullMarked;
