package io.gapwatch.infra.config;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The project's own defaults with a test's values over them. */
public final class SettingsFixture {
  public static final String TENANCY = "ocid1.tenancy.oc1..root";
  public static final String COMPARTMENT = "ocid1.compartment.oc1..watch";

  /** In the year after which an automatic expiry of a release's address is the first of 2029. */
  public static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private SettingsFixture() {}

  /** Settings of a usable stack; each pair of texts is a key and its value. */
  public static Settings settings(String... pairs) {
    return Settings.read(source(pairs), NOW);
  }

  /** Those that {@code Pulumi.yaml} describes. */
  public static Set<String> keysOfTheProject() {
    Set<String> keys = new TreeSet<>();
    YamlFile.read(Path.of("../Pulumi.yaml"))
        .path("config")
        .fieldNames()
        .forEachRemaining(keys::add);
    return keys;
  }

  public static ConfigSource source(String... pairs) {
    ConfigSource defaults = ProjectFiles.read(Path.of(".."), "absent");
    Map<String, String> values = new HashMap<>();
    values.put("tenancyId", TENANCY);
    values.put("compartmentId", COMPARTMENT);
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return key -> Optional.ofNullable(values.get(key)).or(() -> defaults.get(key));
  }
}
