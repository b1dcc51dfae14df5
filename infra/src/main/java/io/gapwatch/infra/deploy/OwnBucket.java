package io.gapwatch.infra.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of a stack, and what the stack itself keeps in it, as the state says.
 *
 * @param objects their names
 * @param addresses the names of its pre-authenticated addresses
 * @param published whether it is for the public: what is in it, the agent has written there
 */
public record OwnBucket(
    String namespace, String name, Set<String> objects, Set<String> addresses, boolean published) {
  public OwnBucket {
    objects = Set.copyOf(objects);
    addresses = Set.copyOf(addresses);
  }

  /** Those of an exported state. */
  static List<OwnBucket> of(Map<String, Object> deployment) {
    List<OwnBucket> buckets = new ArrayList<>();
    List<? extends Map<?, ?>> resources =
        list(deployment.get("resources")).stream().map(OwnBucket::map).toList();
    for (Map<?, ?> resource : resources) {
      if (isA("bucket:Bucket", resource)) {
        Map<?, ?> bucket = map(resource.get("inputs"));
        String name = text(bucket.get("name"));
        buckets.add(
            new OwnBucket(
                text(bucket.get("namespace")),
                name,
                names("storageObject:StorageObject", "object", name, resources),
                names("preauthrequest:Preauthrequest", "name", name, resources),
                !text(bucket.get("accessType")).equals("NoPublicAccess")));
      }
    }
    return List.copyOf(buckets);
  }

  private static Set<String> names(
      String type, String key, String bucket, List<? extends Map<?, ?>> resources) {
    return resources.stream()
        .filter(resource -> isA(type, resource))
        .map(resource -> map(resource.get("inputs")))
        .filter(inputs -> text(inputs.get("bucket")).equals(bucket))
        .map(inputs -> text(inputs.get(key)))
        .collect(Collectors.toSet());
  }

  private static boolean isA(String type, Map<?, ?> resource) {
    return text(resource.get("type")).equals("oci:ObjectStorage/" + type);
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
