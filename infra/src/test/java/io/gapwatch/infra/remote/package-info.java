/** Logins to a real SSH server. */
@NullMarked
package io.gapwatch.infra.remote;

import org.jspecify.annotations.NullMarked;
