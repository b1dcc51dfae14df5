/**
 * The VM by SSH, the service that misses its pings, the operator's phone: the only place with JSch.
 */
@NullMarked
package io.gapwatch.infra.remote;

import org.jspecify.annotations.NullMarked;
