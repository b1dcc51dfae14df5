package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML as the library of Compose and Prometheus does, with a line for each node. */
public final class YamlTree {
  /** Nodes after anchors are copied; a file that grows beyond is meant to hurt. */
  private static final int MOST_NODES = 100_000;

  /** What people write is a tenth as deep; the library reads it with the stack of its thread. */
  private static final int MOST_LEVELS = 100;

  private static final String MERGE = "<<";

  private final Path file;
  private int nodes;

  private YamlTree(Path file) {
    this.file = file;
  }

  /**
   * The documents of a file, mostly one.
   *
   * @throws InfraException when it cannot be read, or is no YAML for Compose and Prometheus
   */
  public static List<Node> read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InfraException(file + " is not UTF-8 text, so not YAML", e);
    } catch (IOException e) {
      throw new InfraException("could not read " + file + ": is it there, and readable?", e);
    }
  }

  /** The documents of a text that stands in a file. */
  static List<Node> parse(Path file, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.toString())
            .setMaxAliasesForCollections(MOST_NODES)
            .build();
    List<Node> documents = new ArrayList<>();
    try {
      mustBeShallow(file, settings, text);
      YamlTree tree = new YamlTree(file);
      for (org.snakeyaml.engine.v2.nodes.Node node :
          new Compose(settings).composeAllFromString(text)) {
        documents.add(tree.convert(node, tree.place(node)));
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new InfraException(
          "%s: this is not YAML: %s".formatted(new Place(file, line), e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new InfraException(file + " is not YAML: " + firstLine(e), e);
    }
    return documents;
  }

  /** Looked at event by event, before anything goes as deep as the text does. */
  private static void mustBeShallow(Path file, LoadSettings settings, String text) {
    int levels = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++levels > MOST_LEVELS) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        throw new InfraException(
            "%s: more than %d levels below each other"
                .formatted(new Place(file, line), MOST_LEVELS));
      }
      if (event instanceof CollectionEndEvent) {
        levels--;
      }
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Node convert(org.snakeyaml.engine.v2.nodes.Node node, Place place) {
    if (++nodes > MOST_NODES) {
      throw new InfraException(
          "%s grows beyond %d nodes by its anchors".formatted(file, MOST_NODES));
    }
    String tag = node.getTag().getValue();
    if (tag.equals("!reset")) {
      return new Node.Reset(place);
    }
    Node plain = untagged(node, place);
    return tag.equals("!override") ? new Node.Replacing(place, plain) : plain;
  }

  private Node untagged(org.snakeyaml.engine.v2.nodes.Node node, Place place) {
    if (node.isRecursive()) {
      throw new InfraException(place + ": an anchor holds itself");
    }
    if (node instanceof ScalarNode scalar) {
      boolean bare = scalar.getScalarStyle() == ScalarStyle.PLAIN;
      String text = scalar.getValue();
      return new Node.Scalar(place, bare ? PlainScalar.value(text) : text, text);
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(convert(item, place(item))));
      return new Node.Items(place, items);
    }
    return mapping((MappingNode) node, place);
  }

  private Node mapping(MappingNode node, Place place) {
    Map<String, Node> entries = new LinkedHashMap<>();
    List<Node.Mapping> merged = new ArrayList<>();
    boolean merges = false;
    for (NodeTuple tuple : node.getValue()) {
      Place at = place(tuple.getKeyNode());
      String key = key(tuple.getKeyNode(), at);
      if (isMerge(tuple.getKeyNode())) {
        if (merges) {
          throw twice(MERGE, at);
        }
        merges = true;
        merged = merged(tuple.getValueNode(), at);
      } else if (entries.putIfAbsent(key, convert(tuple.getValueNode(), at)) != null) {
        throw twice(key, at);
      }
    }
    // Shallow, and the first that has a key wins: what stands here before what is merged.
    merged.forEach(each -> each.entries().forEach(entries::putIfAbsent));
    return new Node.Mapping(place, entries);
  }

  private List<Node.Mapping> merged(org.snakeyaml.engine.v2.nodes.Node value, Place at) {
    List<Node> all =
        value instanceof SequenceNode list
            ? list.getValue().stream().map(each -> convert(each, at)).toList()
            : List.of(convert(value, at));
    List<Node.Mapping> mappings = new ArrayList<>();
    for (Node each : all) {
      if (!(each instanceof Node.Mapping mapping)) {
        throw new InfraException(at + ": << wants a mapping, or a list of mappings");
      }
      mappings.add(mapping);
    }
    return mappings;
  }

  private static InfraException twice(String key, Place at) {
    return new InfraException(
        "%s: the key %s stands here twice; %s"
            .formatted(
                at,
                key,
                key.equals(MERGE)
                    ? "merge several with one list: <<: [*a, *b]"
                    : "keep the one that you mean"));
  }

  private static boolean isMerge(org.snakeyaml.engine.v2.nodes.Node key) {
    return key instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().equals(MERGE);
  }

  private static String key(org.snakeyaml.engine.v2.nodes.Node node, Place at) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new InfraException(at + ": a key must be a word");
  }

  private Place place(org.snakeyaml.engine.v2.nodes.Node node) {
    return new Place(file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
  }
}
