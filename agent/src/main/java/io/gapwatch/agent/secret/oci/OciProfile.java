package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.ConfigFileReader.ConfigFile;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.RegularFile;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One profile of the configuration file of the OCI command line, read by the SDK. No message quotes
 * a line, which may hold a pass phrase; the SDK's own messages do.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm">the
 *     format</a>
 */
record OciProfile(OciLogin login, ConfigFile file) {
  /** Bytes; a profile has a few hundred. */
  private static final int LONGEST = 1 << 20;

  /**
   * Reads the file, past a byte order mark.
   *
   * @throws VaultFailure when it cannot be read, or has no such profile
   */
  static OciProfile read(OciLogin login) {
    try {
      String text =
          new String(RegularFile.read(login.configFile(), LONGEST), StandardCharsets.UTF_8);
      if (text.indexOf('\0') >= 0) {
        throw refused(login, "it is no text in UTF-8; save it as UTF-8");
      }
      byte[] bare = text.replaceFirst("^\uFEFF", "").getBytes(StandardCharsets.UTF_8);
      return new OciProfile(
          login, ConfigFileReader.parse(new ByteArrayInputStream(bare), login.profile()));
    } catch (IOException e) {
      throw refused(login, "it cannot be read (" + FileTrouble.inWords(e) + "); check its path");
    } catch (IllegalStateException quotesTheLine) {
      throw refused(login, "a line of it is neither [profile] nor key=value; correct it");
    } catch (IllegalArgumentException e) {
      throw refused(login, "it has no profile " + login.profile() + "; check the profile's name");
    }
  }

  /** The value of a key; an empty one is none. */
  Optional<String> find(String key) {
    return Optional.ofNullable(file.get(key)).filter(value -> !value.isEmpty());
  }

  /** Refuses a profile that lacks one of these. */
  void require(String... keys) {
    List<String> missing = List.of(keys).stream().filter(key -> find(key).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw refused(
          "profile "
              + login.profile()
              + " lacks "
              + String.join(", ", missing)
              + "; add an API key with `oci setup config`");
    }
  }

  /** The file that a key names, which can be read. */
  Path path(String key) {
    String name = find(key).orElseThrow();
    Path path =
        name.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), name.substring(2))
            : Path.of(name);
    if (!Files.isReadable(path)) {
      throw refused("its " + key + " " + path + " cannot be read; check its path and owner");
    }
    return path;
  }

  /** Whether the profile says that the VM itself asks. */
  boolean meansTheInstance() {
    Optional<String> type = find("authentication_type");
    if (type.filter("resource_principal"::equals).isPresent()) {
      throw refused(
          "profile " + login.profile() + " logs in as a resource principal, which a VM is not");
    }
    return type.filter("instance_principal"::equals).isPresent();
  }

  VaultFailure refused(String reason) {
    return refused(login, reason);
  }

  private static VaultFailure refused(OciLogin login, String reason) {
    return new VaultFailure(
        Kind.FINAL, "OCI configuration file " + login.configFile() + " is refused: " + reason);
  }

  /** Without the pass phrase. */
  @Override
  public String toString() {
    return "OciProfile[" + login.configFile() + ", " + login.profile() + "]";
  }
}
