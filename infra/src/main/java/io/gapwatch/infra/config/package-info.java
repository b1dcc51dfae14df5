/** What a stack is asked to be: read from Pulumi's configuration, checked whole. */
@NullMarked
package io.gapwatch.infra.config;

import org.jspecify.annotations.NullMarked;
