package io.gapwatch.infra.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * {@code Pulumi.STACK.yaml}, written as {@code pulumi config set} does: what else is in it stays.
 *
 * @param path the file
 */
public record StackFile(Path path) {

  /** The one of a stack. */
  public static StackFile of(Path root, String stack) {
    return new StackFile(root.resolve("Pulumi." + stack + ".yaml"));
  }

  /**
   * Sets plain values, no secrets.
   *
   * @param values texts and lists of texts by key
   * @throws InfraException when the file holds comments, which would be lost, or cannot be written
   */
  public void set(Map<String, JsonNode> values) {
    JsonNode read = YamlFile.read(path);
    ObjectNode all =
        read instanceof ObjectNode object ? object : new YAMLMapper().createObjectNode();
    refuseComments();
    ObjectNode config =
        all.path("config") instanceof ObjectNode present ? present : all.putObject("config");
    values.forEach((key, value) -> config.set("gapwatch:" + key, value));
    YAMLMapper yaml =
        YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();
    try {
      Path part = path.resolveSibling(path.getFileName() + ".part");
      yaml.writeValue(part.toFile(), all);
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InfraException("could not write " + path, e);
    }
  }

  private void refuseComments() {
    try {
      if (Files.exists(path)
          && Files.readAllLines(path).stream().anyMatch(line -> line.strip().startsWith("#"))) {
        throw new InfraException(
            "%s has comments, which would be lost; nothing was written. Use pulumi config set"
                .formatted(path));
      }
    } catch (IOException e) {
      throw new InfraException("could not read " + path, e);
    }
  }
}
