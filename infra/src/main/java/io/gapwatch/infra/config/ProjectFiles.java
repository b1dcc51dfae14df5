package io.gapwatch.infra.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return Optional.of(value.isValueNode() ? value.asText() : value.toString());
  }

  /** The agent's release, relative to the folder {@code infra}. */
  public Path releaseArchive() {
    return Path.of(get("releaseArchive").orElse("target/release/gapwatch.tar.gz"));
  }
}
