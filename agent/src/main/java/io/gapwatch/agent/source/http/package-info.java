/** Sites and APIs. */
@NullMarked
package io.gapwatch.agent.source.http;

import org.jspecify.annotations.NullMarked;
