package io.gapwatch.infra.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The provider's published property names and types, as kept in {@code pulumi-oci-4.20.0.json}. */
public final class OciSchema {
  private final JsonNode root;

  private OciSchema(JsonNode root) {
    this.root = root;
  }

  public static OciSchema load() {
    try (InputStream json = OciSchema.class.getResourceAsStream("/pulumi-oci-4.20.0.json")) {
      return new OciSchema(new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String version() {
    return root.path("providerVersion").asText();
  }

  public boolean hasResource(String token) {
    return root.path("resources").has(token);
  }

  public boolean hasFunction(String token) {
    return root.path("functions").has(token);
  }

  public Map<String, Property> resourceInputs(String token) {
    return properties(root.path("resources").path(token).path("inputs"));
  }

  public Map<String, Property> resourceOutputs(String token) {
    return properties(root.path("resources").path(token).path("outputs"));
  }

  public Map<String, Property> functionInputs(String token) {
    return properties(root.path("functions").path(token).path("inputs"));
  }

  public Map<String, Property> functionOutputs(String token) {
    return properties(root.path("functions").path(token).path("outputs"));
  }

  /** The properties of a nested type, named as in {@code Core/InstanceShapeConfigArgs}. */
  public Optional<Map<String, Property>> type(String name) {
    JsonNode type = root.path("types").path(name);
    return type.isMissingNode() ? Optional.empty() : Optional.of(properties(type));
  }

  private static Map<String, Property> properties(JsonNode node) {
    Map<String, Property> properties = new TreeMap<>();
    node.properties().forEach(field -> properties.put(field.getKey(), property(field.getValue())));
    return properties;
  }

  private static Property property(JsonNode node) {
    return node.isTextual()
        ? new Property(node.asText(), false)
        : new Property(node.path("type").asText(), node.path("required").asBoolean());
  }

  /** A Java type as the generated SDK writes it, and whether the property must be set. */
  public record Property(String type, boolean required) {}
}
