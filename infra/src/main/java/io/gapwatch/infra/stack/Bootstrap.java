package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the VM is told. {@code user_data} is one text for all that the holder of a release key
 * makes: the public half is in it. What differs between stacks has keys of its own. What can change
 * later is also in the extended metadata, which updates in place; the metadata keeps the values of
 * the VM's creation, because the provider replaces a VM whose metadata it does not know yet, as in
 * a preview of a new address.
 */
final class Bootstrap {
  private Bootstrap() {}

  static Output<Map<String, String>> metadata(
      Optional<String> sshKey, String releaseKey, Release release, SecretVault vault) {
    Map<String, String> fixed = new HashMap<>(Map.of("user_data", userData(releaseKey)));
    sshKey.ifPresent(key -> fixed.put("ssh_authorized_keys", key));
    return Output.tuple(release.manifestUrl(), vault.id())
        .applyValue(
            values -> {
              Map<String, String> metadata = new HashMap<>(fixed);
              metadata.put("gapwatch_manifest", values.t1);
              metadata.put("gapwatch_vault", values.t2);
              return Map.copyOf(metadata);
            });
  }

  /** The values that hold now. */
  static Output<Map<String, String>> extendedMetadata(Release release, SecretVault vault) {
    return Output.tuple(release.manifestUrl(), vault.id())
        .applyValue(
            values ->
                Map.of(
                    "gapwatch_current_manifest", values.t1, "gapwatch_current_vault", values.t2));
  }

  /**
   * The cloud-config with its scripts in it, in the encoding that the metadata wants.
   *
   * @param releaseKey the public half, in DER and Base64
   */
  static String userData(String releaseKey) {
    return base64(
        resource("/vm/cloud-config.yaml")
            .replace("GAPWATCH_RELEASE_KEY", releaseKey)
            .replace("      GAPWATCH_PREPARE\n", block(resource("/vm/gapwatch-prepare")))
            .replace("      GAPWATCH_UPDATE\n", block(resource("/vm/gapwatch-update"))));
  }

  /** As a block of YAML: the text as it is, only farther right. */
  private static String block(String script) {
    return script.indent(6);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    try (InputStream in = Bootstrap.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
