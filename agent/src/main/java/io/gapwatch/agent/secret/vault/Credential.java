package io.gapwatch.agent.secret.vault;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.PrivateFile;
import java.nio.file.Path;

/** What is shown to Vault to log in; read anew for each login, so that it can be renewed. */
@FunctionalInterface
interface Credential {
  /** Characters; a token of Vault has about 100, a service token of the largest kind 500. */
  int LONGEST = 8192;

  /**
   * Its value.
   *
   * @throws VaultTrouble when there is none
   */
  Secret read();

  static Credential of(Secret value) {
    return () -> usable(value, "it");
  }

  /** What a private file holds. */
  static Credential in(Path file) {
    return () -> {
      try {
        return usable(new Secret(new PrivateFile(file).text(LONGEST)), file.toString());
      } catch (GapwatchException e) {
        throw new VaultTrouble(
            VaultTrouble.Kind.FINAL, file + " cannot be used to log in: " + e.getMessage());
      }
    };
  }

  /** Only what a header can hold is sent: a line break in it would begin another header. */
  private static Secret usable(Secret value, String where) {
    Secret clean = new Secret(value.reveal().strip());
    if (!clean.reveal().matches("[!-~]+")) {
      throw new VaultTrouble(
          VaultTrouble.Kind.FINAL,
          "the token or secret id for Vault is not one word of ASCII; write "
              + where
              + " anew, with nothing else in it");
    }
    return clean;
  }
}
