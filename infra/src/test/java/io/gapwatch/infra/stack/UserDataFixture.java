package io.gapwatch.infra.stack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The user data as the VM's cloud-init gets it. */
public final class UserDataFixture {
  private UserDataFixture() {}

  /**
   * All of it.
   *
   * @param releaseKey the public half, in DER and Base64
   */
  public static String text(String releaseKey) {
    return new String(
        Base64.getDecoder().decode(Bootstrap.userData(releaseKey)), StandardCharsets.UTF_8);
  }
}
