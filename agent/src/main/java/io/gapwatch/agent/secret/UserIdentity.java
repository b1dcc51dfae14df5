package io.gapwatch.agent.secret;

import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;

/** A user, by an API key or by the token of {@code oci session authenticate}. */
record UserIdentity(OciSigner signer, Optional<String> region) implements OciIdentity {
  private static final String KEY_FILE = "key_file";
  private static final String TOKEN_FILE = "security_token_file";

  /**
   * The user of a profile.
   *
   * @throws VaultFailure when the profile lacks something or its key cannot be used
   */
  static UserIdentity of(OciProfile profile) {
    String keyId = profile.find(TOKEN_FILE).isPresent() ? ofSession(profile) : ofApiKey(profile);
    return new UserIdentity(new OciSigner(keyId, key(profile)), profile.find("region"));
  }

  private static String ofSession(OciProfile profile) {
    profile.require(KEY_FILE);
    return "ST$" + profile.file(TOKEN_FILE).strip();
  }

  private static String ofApiKey(OciProfile profile) {
    List<String> found = profile.require("user", "tenancy", "fingerprint", KEY_FILE);
    return found.get(1) + "/" + found.get(0) + "/" + found.get(2);
  }

  private static PrivateKey key(OciProfile profile) {
    try {
      return PemKey.parse(profile.file(KEY_FILE), profile.passPhrase());
    } catch (PemKey.UnusableException e) {
      throw profile.refused("its key_file " + e.getMessage());
    }
  }

  /** There is one key or token, and it was refused. */
  @Override
  public boolean renewed() {
    return false;
  }
}
