package io.gapwatch.infra.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads every key before it complains, so that one run shows all that is wrong. */
final class SettingsReader {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern CIDR =
      Pattern.compile("(OCTET\\.){3}OCTET/(\\d|[12]\\d|3[0-2])".replace("OCTET", OCTET));
  private static final Pattern SECRET_NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern PUBLIC_KEY = Pattern.compile("(ssh|ecdsa|sk)-\\S+ \\S+.*");

  private static final int YEARS_AHEAD = 3;

  /** What stack/compose.yaml is made for; all of it is free. */
  private static final int OCPUS_FOR_CONTAINERS = 2;

  private static final int MEMORY_GBS_FOR_CONTAINERS = 12;

  private final ConfigSource source;
  private final Instant now;
  private final ObjectMapper json = new ObjectMapper();
  private final List<String> problems = new ArrayList<>();

  SettingsReader(ConfigSource source, Instant now) {
    this.source = source;
    this.now = now;
  }

  Settings read() {
    Settings settings =
        new Settings(
            account(),
            machine(),
            new Ssh(publicKey(), matching("sshFrom", CIDR, "CIDR blocks a.b.c.d/n")),
            secrets(),
            release(),
            optional("budgetEmail"),
            bool("statusPage"),
            bool("allowPaid"));
    if (!problems.isEmpty()) {
      throw new InfraException(
          "the stack's configuration is invalid:%s%nTo do: pulumi config set KEY VALUE"
              .formatted(
                  problems.size() == 1
                      ? " " + problems.get(0)
                      : "%n  - ".formatted() + String.join("%n  - ".formatted(), problems)));
    }
    return settings;
  }

  private Account account() {
    String tenancy =
        checked("tenancyId", id -> id.startsWith("ocid1.tenancy."), "an OCID of a tenancy");
    String compartment =
        checked(
            "compartmentId",
            id -> id.isEmpty() || id.startsWith("ocid1."),
            "an OCID of a compartment, or empty for the root");
    return new Account(tenancy, compartment.isEmpty() ? tenancy : compartment);
  }

  private Machine machine() {
    boolean containers = bool("stack");
    return new Machine(
        atLeast("availabilityDomain", 1),
        Math.max(atLeast("ocpus", 1), containers ? OCPUS_FOR_CONTAINERS : 1),
        Math.max(atLeast("memoryGbs", 1), containers ? MEMORY_GBS_FOR_CONTAINERS : 1),
        atLeast("bootVolumeGbs", 50), // the provider's smallest
        text("ubuntuVersion"));
  }

  private Secrets secrets() {
    Optional<SecretOrigin> origin = SecretOrigin.of(text("secretsFrom"));
    if (origin.isEmpty()) {
      problem("secretsFrom", "doppler, doppler-cli or config", text("secretsFrom"));
    }
    List<String> names = matching("secrets", SECRET_NAME, "names in capitals");
    if (bool("statusPage") && names.contains(Settings.PAGE_SECRET)) {
      problems.add(
          "gapwatch:secrets should not have %s, which statusPage makes"
              .formatted(Settings.PAGE_SECRET));
    }
    return new Secrets(
        names,
        origin.orElse(SecretOrigin.DOPPLER),
        optional("dopplerToken").map(Secret::new),
        address("dopplerApi"));
  }

  private ReleaseSource release() {
    String archive =
        checked("releaseArchive", path -> !path.isEmpty(), "a path below the folder infra");
    return new ReleaseSource(Path.of(archive), expiry("releaseUrlExpires"));
  }

  private Optional<String> publicKey() {
    Optional<String> key = optional("sshPublicKey");
    if (key.isPresent() && !PUBLIC_KEY.matcher(key.get()).matches()) {
      // Perhaps the private one: no more of it is repeated than its first word.
      problem(
          "sshPublicKey", "a public key, one line as in ssh-ed25519 AAAA…", firstWord(key.get()));
    }
    return key;
  }

  private static String firstWord(String text) {
    return text.split("\\s", 2)[0];
  }

  private URI address(String key) {
    Optional<URI> address = ServiceAddress.of(text(key));
    if (address.isEmpty()) {
      problem(key, ServiceAddress.RULE, text(key));
    }
    return address.orElse(URI.create(""));
  }

  private boolean bool(String key) {
    String value = checked(key, List.of("true", "false")::contains, "true or false");
    return Boolean.parseBoolean(value);
  }

  private int atLeast(String key, int least) {
    try {
      int value = Integer.parseInt(text(key));
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with the rule.
    }
    problem(key, "a whole number of at least " + least, text(key));
    return least;
  }

  /** Left to us it is two to three years away, and moves once a year: at the first up of a year. */
  private Instant expiry(String key) {
    if (text(key).equals("auto")) {
      int year = now.atZone(ZoneOffset.UTC).getYear() + YEARS_AHEAD;
      return Instant.parse(year + "-01-01T00:00:00Z");
    }
    try {
      Instant expires = Instant.parse(text(key));
      if (!expires.isAfter(now)) {
        problem(
            key,
            "auto, or a time ahead such as 2036-01-01T00:00:00Z (a VM finds no release after it)",
            text(key));
      }
      return expires;
    } catch (DateTimeParseException e) {
      problem(key, "auto, or a time such as 2036-01-01T00:00:00Z", text(key));
      return Instant.EPOCH;
    }
  }

  private List<String> matching(String key, Pattern pattern, String rule) {
    List<String> values = list(key);
    for (String value : values) {
      if (!pattern.matcher(value).matches()) {
        problem(key, rule, value);
      }
    }
    return values;
  }

  private List<String> list(String key) {
    try {
      return json.readValue(text(key), new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      problem(key, "a list of texts", text(key));
      return List.of();
    }
  }

  private String checked(String key, Predicate<String> allowed, String rule) {
    String value = text(key);
    if (!allowed.test(value)) {
      problem(key, rule, value);
    }
    return value;
  }

  private Optional<String> optional(String key) {
    return Optional.of(text(key)).filter(value -> !value.isBlank());
  }

  private String text(String key) {
    return Secret.clean(source.get(key).orElse(""));
  }

  private void problem(String key, String rule, String found) {
    problems.add("gapwatch:%s should be %s, found \"%s\"".formatted(key, rule, found));
  }
}
