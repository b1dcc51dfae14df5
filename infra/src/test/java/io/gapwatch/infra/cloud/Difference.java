package io.gapwatch.infra.cloud;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs of a resource changed, and which of these changes replace it.
 *
 * @param deletesFirst whether a replacement deletes the old resource before it creates the new one
 */
record Difference(Set<String> changed, Set<String> replacing, boolean deletesFirst) {
  private static final String INSTANCE = "oci:Core/instance:Instance";

  static Difference between(String token, Map<String, Object> olds, Map<String, Object> news) {
    Set<String> names = new TreeSet<>(olds.keySet());
    names.addAll(news.keySet());
    Set<String> changed = new TreeSet<>();
    Set<String> replacing = new TreeSet<>();
    for (String name : names) {
      if (!Objects.equals(olds.get(name), news.get(name))) {
        changed.add(name);
        if (replaces(token, name, olds.get(name), news.get(name))) {
          replacing.add(name);
        }
      }
    }
    // The bridge's rule: two things cannot have one name at a time. An explicit name is an input.
    return new Difference(changed, replacing, news.containsKey("name"));
  }

  private static boolean replaces(
      String token, String name, @Nullable Object before, @Nullable Object after) {
    // The provider takes what it does not know for an empty map, which lacks the user data.
    if (token.equals(INSTANCE) && name.equals("metadata") && Values.holdsUnknown(after)) {
      return true;
    }
    return Replacing.inputs(token).stream()
        .anyMatch(
            path ->
                path.equals(name)
                    || (path.startsWith(name + ".")
                        && !Objects.equals(
                            part(before, path.substring(name.length() + 1)),
                            part(after, path.substring(name.length() + 1)))));
  }

  private static Object part(@Nullable Object value, String name) {
    return value instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : "";
  }
}
