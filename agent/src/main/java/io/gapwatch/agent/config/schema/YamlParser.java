package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Parses YAML 1.2 into nodes with positions. Every scalar stays text: its key decides what it
 * means, so that {@code no} and {@code 012} remain what was written.
 */
public final class YamlParser {
  private static final int DEEPEST = 32;

  /** A few nested aliases can expand to more values than fit into memory. */
  private static final int MOST_VALUES = 100_000;

  private final String file;
  private final List<Problem> problems;
  private int values;
  private boolean tooLarge;

  public YamlParser(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document, or empty if it could not be parsed and a problem says why. */
  public Optional<Node> parse(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(
            new Problem(
                new Location(file, 1, 1),
                "(file)",
                "must have at least version and " + "jobs",
                "nothing"));
      }
      return root.map(node -> convert(node, "", 0)).filter(node -> !tooLarge);
    } catch (MarkedYamlEngineException e) {
      Location location = e.getProblemMark().map(this::location).orElse(new Location(file, 1, 1));
      String context =
          e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ": ";
      problems.add(
          new Problem(location, "(file)", "must be YAML: " + context + e.getProblem(), ""));
    } catch (YamlEngineException e) {
      problems.add(
          new Problem(
              new Location(file, 1, 1),
              "(file)",
              "must be one YAML document",
              String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private Node convert(org.snakeyaml.engine.v2.nodes.Node node, String path, int depth) {
    Location location = node.getStartMark().map(this::location).orElse(new Location(file, 1, 1));
    values++;
    if (depth > DEEPEST || values > MOST_VALUES) {
      tellTooLarge(location);
      return new Node.Scalar("", location);
    }
    if (node instanceof MappingNode mapping) {
      return new Node.Mapping(entries(mapping, path, depth), location);
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> items = new ArrayList<>();
      sequence
          .getValue()
          .forEach(item -> items.add(convert(item, path + "[" + items.size() + "]", depth + 1)));
      return new Node.Sequence(items, location);
    }
    return new Node.Scalar(((ScalarNode) node).getValue(), location);
  }

  private void tellTooLarge(Location location) {
    if (!tooLarge) {
      tooLarge = true;
      String rule =
          "must have at most %d levels and, with aliases expanded, %d values"
              .formatted(DEEPEST, MOST_VALUES);
      problems.add(new Problem(location, "(file)", rule, ""));
    }
  }

  private List<Node.Entry> entries(MappingNode mapping, String path, int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = convert(tuple.getKeyNode(), path, depth + 1);
      if (!(key instanceof Node.Scalar name)) {
        problems.add(new Problem(key.location(), "(key)", "must be plain text", key.describe()));
        continue;
      }
      String full = path.isEmpty() ? name.text() : path + "." + name.text();
      Node value = convert(tuple.getValueNode(), full, depth + 1);
      if (seen.add(name.text())) {
        entries.add(new Node.Entry(name.text(), name.location(), value));
      } else if (!tooLarge) {
        problems.add(new Problem(name.location(), full, "is duplicated; keep one", ""));
      }
    }
    return entries;
  }

  private Location location(Mark mark) {
    return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
