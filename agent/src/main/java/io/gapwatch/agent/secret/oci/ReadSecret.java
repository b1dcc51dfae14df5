package io.gapwatch.agent.secret.oci;

import io.gapwatch.agent.config.schema.Secret;

/**
 * A secret as the vault gave it.
 *
 * @param version which one this is, in words; empty where the vault does not say
 */
record ReadSecret(Secret value, String version) {}
