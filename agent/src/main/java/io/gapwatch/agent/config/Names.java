package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of the file that other parts refer to, by name, in the order of the file. */
record Names(
    Map<String, Node> sources,
    Map<String, Node> channels,
    Map<String, Node> times,
    Map<String, Node> jobs,
    Map<String, Node> upkeep,
    Map<String, Node> summaries) {

  static Names of(Node root) {
    return new Names(
        section(root, "sources"),
        section(root, "channels"),
        section(root, "times"),
        section(root, "jobs"),
        section(root, "upkeep"),
        section(root, "summaries"));
  }

  private static Map<String, Node> section(Node root, String key) {
    return root.child(key).map(Node::children).orElse(Map.of());
  }

  /** All that has runs: jobs and upkeep. */
  Map<String, Node> runs() {
    Map<String, Node> runs = new LinkedHashMap<>(jobs);
    runs.putAll(upkeep);
    return runs;
  }
}
