package io.gapwatch.infra.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was being done when a command was killed: Oracle may have done it, and the state does not
 * say. The engine goes on without it, and a thing that it was making would stay for ever.
 *
 * @param name of the resource in the stack
 * @param type as in {@code oci:Core/instance:Instance}
 * @param doing the engine's own word, as in {@code creating}
 */
public record CutOff(String name, String type, String doing) {

  /** Those of an exported state. */
  static List<CutOff> of(Map<String, Object> deployment) {
    return deployment.get("pending_operations") instanceof List<?> pending
        ? pending.stream()
            .map(CutOff::map)
            .filter(operation -> operation.get("resource") instanceof Map)
            .map(CutOff::operation)
            .toList()
        : List.of();
  }

  private static CutOff operation(Map<?, ?> operation) {
    Map<?, ?> resource = map(operation.get("resource"));
    String urn = String.valueOf(resource.get("urn"));
    return new CutOff(
        urn.substring(urn.lastIndexOf("::") + 2),
        String.valueOf(resource.get("type")),
        String.valueOf(operation.get("type")));
  }

  /** A sentence with what to do. */
  public String words() {
    return doing.equals("creating")
        ? "A command was cut off while it made %s (%s): Oracle may have made it, and this stack does not know it. Look for it in the console, and delete it there or take it over (pulumi import); then forget this: pulumi refresh --clear-pending-creates"
            .formatted(name, type)
        : "A command was cut off while %s %s (%s): whether Oracle has done that, pulumi refresh finds out."
            .formatted(doing, name, type);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
