package io.gapwatch.infra.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is on a server.
 *
 * @param system as {@code uname -s} says it
 * @param machine as {@code uname -m} says it
 * @param user who is logged in
 * @param root whether that is root
 * @param release the hash of the release that is installed; empty if there is none
 * @param configured whether there is a configuration
 * @param changed whether it was edited there since it was put there
 * @param missing what the agent needs and is not there, with the way to get it
 */
public record ServerLook(
    String system,
    String machine,
    String user,
    boolean root,
    String release,
    boolean configured,
    boolean changed,
    List<String> missing) {

  /** Lines of name and value; others, such as a greeting, are left out. */
  static ServerLook of(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      String[] pair = line.split("=", 2);
      if (pair.length == 2) {
        values.put(pair[0], pair[1]);
      }
    }
    List<String> missing =
        lines.stream()
            .filter(line -> line.startsWith("missing="))
            .map(line -> line.substring("missing=".length()))
            .collect(Collectors.toUnmodifiableList());
    return new ServerLook(
        values.getOrDefault("system", "unknown"),
        values.getOrDefault("machine", "unknown"),
        values.getOrDefault("user", ""),
        "0".equals(values.get("uid")),
        values.getOrDefault("release", ""),
        values.containsKey("configured"),
        values.containsKey("changed"),
        missing);
  }
}
