package io.gapwatch.infra.oci;

import com.pulumi.core.annotations.CustomType;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import io.gapwatch.infra.oci.OciSchema.Property;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares binding classes with the provider's schema and words each difference. */
final class Conformance {
  private final OciSchema schema;
  private final List<String> problems = new ArrayList<>();

  Conformance(OciSchema schema) {
    this.schema = schema;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  Conformance resource(Class<?> type) {
    String token = token(type);
    if (!schema.hasResource(token)) {
      problems.add(type.getSimpleName() + ": unknown token " + token);
      return this;
    }
    Class<?> args = type.getConstructors()[0].getParameterTypes()[1];
    inputs(args, schema.resourceInputs(token), module(token));
    for (Field field : type.getDeclaredFields()) {
      Export export = field.getAnnotation(Export.class);
      if (export != null) {
        String name = type.getSimpleName() + "." + export.name();
        compare(name, unwrapped(field), schema.resourceOutputs(token).get(export.name()));
      }
    }
    return this;
  }

  Conformance function(Method function) {
    String module = function.getDeclaringClass().getSimpleName().replace("Functions", "");
    // The generated SDK's suffix for an answer that the program waits for.
    String asked = function.getName().replaceFirst("Plain$", "");
    String token = "oci:%s/%s:%2$s".formatted(module, asked);
    if (!schema.hasFunction(token)) {
      problems.add(function.getName() + ": unknown token " + token);
      return this;
    }
    inputs(function.getParameterTypes()[0], schema.functionInputs(token), module);
    Class<?> result = (Class<?>) argument(function.getGenericReturnType());
    for (Method setter : result.getDeclaredClasses()[0].getDeclaredMethods()) {
      if (setter.isAnnotationPresent(CustomType.Setter.class)) {
        String name = result.getSimpleName() + "." + setter.getName();
        Type type = setter.getGenericParameterTypes()[0];
        compare(name, text(type), schema.functionOutputs(token).get(setter.getName()));
      }
    }
    return this;
  }

  private void inputs(Class<?> args, Map<String, Property> expected, String module) {
    List<String> bound = new ArrayList<>();
    for (Field field : args.getDeclaredFields()) {
      Import annotation = field.getAnnotation(Import.class);
      if (annotation == null) {
        continue;
      }
      String name = args.getSimpleName() + "." + annotation.name();
      bound.add(annotation.name());
      @Nullable Property property = expected.get(annotation.name());
      compare(name, unwrapped(field), property);
      if (property != null && property.required() != annotation.required()) {
        problems.add(name + ": required should be " + property.required());
      }
      nested(field.getGenericType(), module);
    }
    expected.forEach(
        (name, property) -> {
          if (property.required() && !bound.contains(name)) {
            problems.add(args.getSimpleName() + ": required " + name + " is missing");
          }
        });
  }

  private void nested(Type type, String module) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(each -> nested(each, module));
    } else if (type instanceof Class<?> args && args.getSimpleName().endsWith("Args")) {
      String name = module + "/" + args.getSimpleName();
      schema
          .type(name)
          .ifPresentOrElse(
              properties -> inputs(args, properties, module),
              () -> problems.add("unknown type " + name));
    }
  }

  private void compare(String name, String type, @Nullable Property expected) {
    if (expected == null) {
      problems.add(name + ": no such property");
    } else if (!expected.type().equals(type)) {
      problems.add(name + ": is " + type + ", should be " + expected.type());
    }
  }

  private static String token(Class<?> type) {
    try {
      return (String) type.getDeclaredField("TOKEN").get(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no TOKEN", e);
    }
  }

  private static String module(String token) {
    return token.substring(token.indexOf(':') + 1, token.indexOf('/'));
  }

  private static String unwrapped(Field field) {
    return text(argument(field.getGenericType()));
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  private static String text(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments())
          .map(Conformance::text)
          .collect(Collectors.joining(",", text(generic.getRawType()) + "<", ">"));
    }
    return ((Class<?>) type).getSimpleName();
  }
}
