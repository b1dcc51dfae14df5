package io.gapwatch.agent.secret;

import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.ConfigFileReader.ConfigFile;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.util.internal.FileUtils;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user as in the configuration file of the OCI command line.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm">the
 *     format</a>
 */
final class ConfigFileIdentity {
  private static final String KEY_FILE = "key_file";

  private ConfigFileIdentity() {}

  static BasicAuthenticationDetailsProvider of(OciLogin login) {
    ConfigFile file = read(login);
    if (file.get("authentication_type") == null) {
      requireKeys(file, login);
    }
    return new ConfigFileAuthenticationDetailsProvider(file);
  }

  /** The SDK's messages quote the line that it cannot read, which may hold a pass phrase. */
  private static ConfigFile read(OciLogin login) {
    try {
      return ConfigFileReader.parse(login.configFile().toString(), login.profile());
    } catch (IOException e) {
      throw refused(
          login, "it cannot be read (" + e.getClass().getSimpleName() + "); check its path");
    } catch (IllegalArgumentException e) {
      throw refused(login, "it has no profile " + login.profile() + "; check the profile's name");
    } catch (IllegalStateException e) {
      throw refused(login, "a line of it is neither [profile] nor key=value; correct it");
    }
  }

  private static void requireKeys(ConfigFile file, OciLogin login) {
    List<String> missing =
        Stream.of("user", "tenancy", "fingerprint", KEY_FILE)
            .filter(key -> file.get(key) == null)
            .toList();
    if (!missing.isEmpty()) {
      throw refused(
          login,
          "profile "
              + login.profile()
              + " lacks "
              + String.join(", ", missing)
              + "; add an API key with `oci setup config`");
    }
    Path key = Path.of(FileUtils.expandUserHome(file.get(KEY_FILE)));
    if (!Files.isReadable(key)) {
      throw refused(login, "its key_file " + key + " cannot be read; check its path and owner");
    }
  }

  private static VaultFailure refused(OciLogin login, String reason) {
    return new VaultFailure(
        Kind.FINAL, "OCI configuration file " + login.configFile() + " is refused: " + reason);
  }
}
