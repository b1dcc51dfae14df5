/** Where secrets come from: the environment, a private file, OCI Vault. */
@NullMarked
package io.gapwatch.agent.secret;

import org.jspecify.annotations.NullMarked;
