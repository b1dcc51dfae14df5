package io.gapwatch.agent.secret.oci;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How to prove to OCI who asks.
 *
 * @param auth which proof
 * @param configFile the OCI configuration file; read only with a config-file login
 * @param profile the section of that file
 */
public record OciLogin(Auth auth, Path configFile, String profile) {

  /** The kinds of proof. */
  public enum Auth {
    /**
     * The configuration file if there is one, else the instance principal. A file is a person's
     * deliberate act, and to look for it costs nothing and needs no network; to ask for the
     * metadata service first would cost a time-out on every laptop, and on a VM one lost packet
     * would change who asks. The VM that this repository sets up has no such file.
     */
    AUTO,
    /** The VM itself, by the certificate that its metadata service gives it. */
    INSTANCE_PRINCIPAL,
    /** An API key of a user, from the configuration file of the OCI command line. */
    CONFIG_FILE
  }

  /** {@link Auth#AUTO} over the {@code DEFAULT} profile of {@code ~/.oci/config}. */
  public static final OciLogin DEFAULT =
      new OciLogin(
          Auth.AUTO, Path.of(System.getProperty("user.home"), ".oci", "config"), "DEFAULT");

  boolean usesConfigFile() {
    return switch (auth) {
      case AUTO -> Files.isRegularFile(configFile);
      case INSTANCE_PRINCIPAL -> false;
      case CONFIG_FILE -> true;
    };
  }
}
