package io.gapwatch.infra.deploy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bucket of a stack, and what the stack itself keeps in it, as the state says.
 *
 * @param objects their names
 * @param addresses the names of its pre-authenticated addresses
 */
public record OwnBucket(String namespace, String name, Set<String> objects, Set<String> addresses) {
  private static final String MODULE = "oci:ObjectStorage/";

  public OwnBucket {
    objects = Set.copyOf(objects);
    addresses = Set.copyOf(addresses);
  }

  /** The one of an exported state; empty where none was made. */
  static Optional<OwnBucket> of(Map<String, Object> deployment) {
    Set<String> objects = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    Optional<Map<?, ?>> bucket = Optional.empty();
    for (Object each : list(deployment.get("resources"))) {
      Map<?, ?> resource = map(each);
      Map<?, ?> inputs = map(resource.get("inputs"));
      switch (text(resource.get("type"))) {
        case MODULE + "bucket:Bucket" -> bucket = Optional.of(inputs);
        case MODULE + "storageObject:StorageObject" -> objects.add(text(inputs.get("object")));
        case MODULE + "preauthrequest:Preauthrequest" -> addresses.add(text(inputs.get("name")));
        default -> {
          // Not of the bucket.
        }
      }
    }
    return bucket.map(
        found ->
            new OwnBucket(
                text(found.get("namespace")), text(found.get("name")), objects, addresses));
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
