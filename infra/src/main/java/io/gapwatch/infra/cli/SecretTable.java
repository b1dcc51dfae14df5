package io.gapwatch.infra.cli;

import io.gapwatch.infra.tenancy.Tenancy;
import io.gapwatch.infra.tenancy.Tenancy.SecretState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vault, the key and each secret, as a stack's outputs name them.
 *
 * @param outputs of the stack
 */
record SecretTable(Map<String, String> outputs) {
  private static final String PREFIX = "secretId_";

  /** The secrets' OCIDs by name. */
  Map<String, String> ids() {
    Map<String, String> ids = new TreeMap<>();
    outputs.forEach(
        (name, id) -> {
          if (name.startsWith(PREFIX)) {
            ids.put(name.substring(PREFIX.length()), id);
          }
        });
    return ids;
  }

  /** One line each: what it is, its name, its OCID. */
  void print(PrintWriter out) {
    out.printf("%n%-8s %-28s %s%n", "vault", "", outputs.getOrDefault("vaultId", "-"));
    out.printf("%-8s %-28s %s%n", "key", "", outputs.getOrDefault("keyId", "-"));
    ids().forEach((name, id) -> out.printf("%-8s %-28s %s%n", "secret", name, id));
    out.flush();
  }

  /**
   * Versions and ages of the secrets, as the vault tells them.
   *
   * @throws io.gapwatch.infra.config.InfraException when it does not
   */
  void printVersions(PrintWriter out, Tenancy account, Instant now) {
    List<String> lines = ids().entrySet().stream().map(each -> line(each, account, now)).toList();
    out.printf("%n%-28s %-8s %-10s %s%n", "secret", "version", "age", "last rotation");
    lines.forEach(out::println);
    out.flush();
  }

  private static String line(Map.Entry<String, String> secret, Tenancy account, Instant now) {
    SecretState state = account.secret(secret.getValue());
    return "%-28s %-8d %-10s %s"
        .formatted(
            secret.getKey(),
            state.version(),
            days(state.created(), now),
            state.version() > 1
                ? "%s (%s ago)".formatted(state.rotated(), days(state.rotated(), now))
                : "never");
  }

  private static String days(Instant from, Instant to) {
    long days = Duration.between(from, to).toDays();
    return days == 1 ? "1 day" : days + " days";
  }
}
