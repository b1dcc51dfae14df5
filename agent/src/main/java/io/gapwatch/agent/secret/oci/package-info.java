/** OCI Vault, read by Oracle's SDK over the JDK's HTTP client. */
@NullMarked
package io.gapwatch.agent.secret.oci;

import org.jspecify.annotations.NullMarked;
