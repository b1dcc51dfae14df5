package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.VaultFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One profile of the configuration file of the OCI command line. What it lacks it takes from the
 * profile {@code DEFAULT}. No message quotes a line, which may hold a pass phrase.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm">the
 *     format</a>
 */
final class OciProfile {
  private static final String DEFAULT = "DEFAULT";

  private final OciLogin login;
  private final Map<String, Map<String, String>> profiles;

  private OciProfile(OciLogin login, Map<String, Map<String, String>> profiles) {
    this.login = login;
    this.profiles = profiles;
  }

  /**
   * Reads the file.
   *
   * @throws VaultFailure when it cannot be read, or has no such profile
   */
  static OciProfile read(OciLogin login) {
    OciProfile profile = new OciProfile(login, new HashMap<>());
    try {
      profile.parse(Files.readAllLines(login.configFile()));
    } catch (IOException e) {
      throw profile.refused(
          "it cannot be read (" + e.getClass().getSimpleName() + "); check its path");
    }
    if (!profile.profiles.containsKey(login.profile())) {
      throw profile.refused("it has no profile " + login.profile() + "; check the profile's name");
    }
    return profile;
  }

  private void parse(List<String> lines) {
    // Before the first profile nothing may stand.
    Map<String, String> current = Map.of();
    for (String raw : lines) {
      String line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        String name = line.substring(1, line.length() - 1).strip();
        current = profiles.computeIfAbsent(name, key -> new HashMap<>());
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        String[] pair = line.split("=", 2);
        if (pair.length < 2 || pair[0].isBlank() || profiles.isEmpty()) {
          throw refused("a line of it is neither [profile] nor key=value; correct it");
        }
        current.put(pair[0].strip(), pair[1].strip());
      }
    }
  }

  /** The value of a key; an empty one is none. */
  Optional<String> find(String key) {
    return in(login.profile(), key).or(() -> in(DEFAULT, key));
  }

  private Optional<String> in(String profile, String key) {
    return Optional.ofNullable(profiles.getOrDefault(profile, Map.of()).get(key))
        .filter(value -> !value.isEmpty());
  }

  /** The values of keys that must be there. */
  List<String> require(String... keys) {
    List<String> missing = List.of(keys).stream().filter(key -> find(key).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw refused(
          "profile "
              + login.profile()
              + " lacks "
              + String.join(", ", missing)
              + "; add an API key with `oci setup config`");
    }
    return List.of(keys).stream().map(key -> find(key).orElseThrow()).toList();
  }

  Optional<Secret> passPhrase() {
    return find("pass_phrase").map(Secret::new);
  }

  /** The text of the file that a key names. */
  String file(String key) {
    String name = find(key).orElseThrow();
    Path file =
        name.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), name.substring(2))
            : Path.of(name);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw refused("its " + key + " " + file + " cannot be read; check its path and owner");
    }
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
    return new VaultFailure(
        Kind.FINAL, "OCI configuration file " + login.configFile() + " is refused: " + reason);
  }
}
