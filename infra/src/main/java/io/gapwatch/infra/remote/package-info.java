/** The VM by SSH, and the service that misses its pings: the only place with JSch. */
@NullMarked
package io.gapwatch.infra.remote;

import org.jspecify.annotations.NullMarked;
