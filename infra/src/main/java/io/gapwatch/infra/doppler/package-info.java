/** The values of the secrets, from Doppler or another origin: all of them, or an error. */
@NullMarked
package io.gapwatch.infra.doppler;

import org.jspecify.annotations.NullMarked;
