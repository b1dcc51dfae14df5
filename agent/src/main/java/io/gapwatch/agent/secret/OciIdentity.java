package io.gapwatch.agent.secret;

import java.util.Optional;

/** Who asks OCI. */
interface OciIdentity {

  /**
   * What signs for it; logs in first, where that is due.
   *
   * @throws VaultFailure when OCI cannot be reached or does not know us
   */
  OciSigner signer();

  /** OCI refused its last signature: whether it now has another one to try. */
  boolean renewed();

  /** The region that the login knows, id or code. */
  Optional<String> region();
}
