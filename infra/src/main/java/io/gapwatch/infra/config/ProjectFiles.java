package io.gapwatch.infra.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pulumi's own files, read without its CLI: the defaults of {@code Pulumi.yaml} and over them the
 * values of {@code Pulumi.STACK.yaml}. Encrypted values stay unread.
 */
public final class ProjectFiles implements ConfigSource {
  private static final String PROJECT = "Pulumi.yaml";

  private final JsonNode project;
  private final JsonNode stack;

  private ProjectFiles(JsonNode project, JsonNode stack) {
    this.project = project;
    this.stack = stack;
  }

  /**
   * Reads both; a stack without a file of its own has the defaults alone.
   *
   * @param root the folder that holds {@code Pulumi.yaml}
   * @throws InfraException when there is no project or a file cannot be read
   */
  public static ProjectFiles read(Path root, String stack) {
    if (!Files.exists(root.resolve(PROJECT))) {
      throw new InfraException(
          "there is no %s in %s; name the folder of your clone with --root"
              .formatted(PROJECT, root));
    }
    return new ProjectFiles(
        YamlFile.read(root.resolve(PROJECT)),
        YamlFile.read(root.resolve("Pulumi." + stack + ".yaml")));
  }

  @Override
  public Optional<String> get(String key) {
    JsonNode own = stack.path("config").path("gapwatch:" + key);
    JsonNode value = own.isMissingNode() ? project.path("config").path(key).path("default") : own;
    if (value.isMissingNode() || value.has("secure")) {
      return Optional.empty();
    }
    // As the settings read it: pulumi config set KEY <FILE keeps a carriage return.
    return Optional.of(Secret.clean(value.isValueNode() ? value.asText() : value.toString()));
  }

  /** Whether the stack's file has a value here that only Pulumi's command can read. */
  public boolean isEncrypted(String key) {
    return stack.path("config").path("gapwatch:" + key).has("secure");
  }

  /**
   * Refuses keys that nothing reads, and values that are encrypted or in clear where the other is
   * meant: the command that sets them takes any of it.
   *
   * @throws InfraException naming the first, and the command that puts it right
   */
  public void refuseWrongKeys() {
    StackKeys keys = keys();
    stack.path("config").properties().forEach(each -> keys.refuse(each.getKey(), each.getValue()));
  }

  /** The words that refuse a key that is none; empty for one of {@code Pulumi.yaml}. */
  public Optional<String> refuseUnknown(String key) {
    return keys().unknown(key);
  }

  private StackKeys keys() {
    List<String> declared = new ArrayList<>();
    project.path("config").fieldNames().forEachRemaining(declared::add);
    return new StackKeys(declared);
  }

  /** The agent's release, relative to the folder {@code infra}. */
  public Path releaseArchive() {
    return Path.of(get("releaseArchive").orElse("target/release/gapwatch.tar.gz"));
  }
}
