package io.gapwatch.infra.stack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The user data as the VM's cloud-init gets it. */
public final class UserDataFixture {
  private UserDataFixture() {}

  public static String text() {
    return new String(Base64.getDecoder().decode(Bootstrap.userData()), StandardCharsets.UTF_8);
  }
}
