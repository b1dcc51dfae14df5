package io.gapwatch.infra.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of YAML as a tree. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * Reads it; one that is not there is empty.
   *
   * @throws InfraException when it cannot be read or is no YAML
   */
  public static JsonNode read(Path file) {
    YAMLMapper mapper = new YAMLMapper();
    if (!Files.exists(file)) {
      return mapper.createObjectNode();
    }
    try {
      return mapper.readTree(text(file));
    } catch (IOException e) {
      // Its second line begins with a quotation of the file, which may hold a secret.
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new InfraException("could not read " + file + ": " + reason, e);
    }
  }

  private static String text(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw new InfraException(file + " is no text in UTF-8; save it as UTF-8");
    }
    return ByteOrderMark.without(text);
  }
}
