package io.gapwatch.infra.doppler;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wanted secrets of a source: all present and filled, or none is used. */
public final class RequiredSecrets {
  private RequiredSecrets() {}

  /**
   * The wanted secrets in the wanted order, without what a file left on them.
   *
   * @throws InfraException naming every secret that is missing or empty
   */
  public static Map<String, Secret> from(SecretSource source, List<String> names) {
    Map<String, Secret> found = new LinkedHashMap<>();
    source.fetch().forEach((name, secret) -> found.put(name, secret.withoutFileEnds()));
    List<String> missing = names.stream().filter(name -> isMissing(found, name)).toList();
    if (!missing.isEmpty()) {
      throw new InfraException(
          "nothing was changed, because these secrets are missing or empty: "
              + String.join(", ", missing)
              + "; set them where they come from, or remove their names from gapwatch:secrets");
    }
    Map<String, Secret> wanted = new LinkedHashMap<>();
    names.forEach(name -> wanted.put(name, found.get(name)));
    return wanted;
  }

  private static boolean isMissing(Map<String, Secret> found, String name) {
    return !found.containsKey(name) || found.get(name).reveal().isBlank();
  }
}
