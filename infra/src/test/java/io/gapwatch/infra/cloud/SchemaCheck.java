package io.gapwatch.infra.cloud;

import io.gapwatch.infra.oci.OciSchema;
import io.gapwatch.infra.oci.OciSchema.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses properties that the provider does not have, and resources that lack a required one. */
final class SchemaCheck {
  private static final Pattern NESTED = Pattern.compile("(?:List<)?(\\w+Args)>?");

  private final OciSchema schema = OciSchema.load();

  List<String> problems(String token, Map<String, Object> inputs) {
    if (!schema.hasResource(token)) {
      return List.of("unknown resource type " + token);
    }
    List<String> problems = new ArrayList<>();
    check(module(token), schema.resourceInputs(token), inputs, problems);
    return problems;
  }

  List<String> invokeProblems(String token, Map<String, Object> args) {
    if (!schema.hasFunction(token)) {
      return List.of("unknown function " + token);
    }
    List<String> problems = new ArrayList<>();
    check(module(token), schema.functionInputs(token), args, problems);
    return problems;
  }

  private void check(
      String module, Map<String, Property> expected, Map<?, ?> found, List<String> problems) {
    expected.forEach(
        (name, property) -> {
          if (property.required() && !found.containsKey(name)) {
            problems.add("missing required property " + name);
          }
        });
    found.forEach(
        (name, value) -> {
          Property property = expected.get(name);
          if (property == null) {
            problems.add("unknown property " + name);
          } else {
            nested(module, property, value, problems);
          }
        });
  }

  private void nested(String module, Property property, Object value, List<String> problems) {
    Matcher type = NESTED.matcher(property.type());
    if (!type.matches()) {
      return;
    }
    Optional<Map<String, Property>> expected = schema.type(module + "/" + type.group(1));
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    for (Object each : values) {
      if (each instanceof Map<?, ?> map) {
        expected.ifPresent(properties -> check(module, properties, map, problems));
      }
    }
  }

  private static String module(String token) {
    return token.substring(token.indexOf(':') + 1, token.indexOf('/'));
  }
}
