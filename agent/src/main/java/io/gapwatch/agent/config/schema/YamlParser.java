package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Parses YAML 1.2 into nodes with positions. Every scalar stays text: its key decides what it
 * means, so that {@code no} and {@code 012} remain what was written. Limits are checked while
 * reading, so that what is too deep or too much ends where it becomes so.
 */
public final class YamlParser {
  private static final int DEEPEST = 32;

  /** A few nested aliases can expand to more values than fit into memory. */
  private static final int MOST_VALUES = 100_000;

  private final String file;
  private final List<Problem> problems;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final Set<Anchor> unfinished = new HashSet<>();
  private int values;

  /** What an alias stands for. */
  private record Anchored(Node node, int values, int height) {}

  /** The rest cannot be understood. */
  private static final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    StopException(Problem problem) {
      super(problem.rule(), null, false, false);
      this.problem = problem;
    }
  }

  public YamlParser(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document, or empty if it could not be parsed and a problem says why. */
  public Optional<Node> parse(String text) {
    // In one piece: for each further one, the engine copies all of a line that it has not finished.
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setBufferSize(text.length() + 1).build();
    try {
      return document(new Parse(settings).parseString(text).iterator());
    } catch (StopException e) {
      problems.add(e.problem);
    } catch (MarkedYamlEngineException e) {
      String context = e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext();
      problems.add(
          new Problem(
              location(e.getProblemMark()),
              "(file)",
              "must be YAML: "
                  + (context.isEmpty() ? "" : unnamed(context) + ": ")
                  + unnamed(String.valueOf(e.getProblem())),
              ""));
    } catch (YamlEngineException e) {
      problems.add(
          new Problem(location(Optional.empty()), "(file)", "must be one YAML document", ""));
    }
    return Optional.empty();
  }

  /** Without the names of tags and anchors: one may be a password that was not quoted. */
  private static String unnamed(String words) {
    return words.replaceAll("(?s)\\b(handle|anchor|alias|tag|directive)\\s+\\S.*", "$1");
  }

  private Optional<Node> document(Iterator<Event> events) {
    Optional<Node> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        if (root.isPresent()) {
          throw stop(event, "must be one YAML document; a second one begins here");
        }
        root = Optional.of(node(node, events, "", 0));
      }
    }
    if (root.isEmpty()) {
      problems.add(
          new Problem(
              location(Optional.empty()),
              "(file)",
              "must have at least version and jobs",
              "nothing"));
    }
    return root;
  }

  private Node node(NodeEvent event, Iterator<Event> events, String path, int depth) {
    count(event, 1, depth);
    if (event instanceof AliasEvent alias) {
      return aliased(alias, depth);
    }
    Optional<Anchor> anchor = event.getAnchor();
    anchor.ifPresent(unfinished::add);
    int before = values;
    Node node = content(event, events, path, depth);
    anchor.ifPresent(
        name -> {
          unfinished.remove(name);
          anchors.put(name, new Anchored(node, values - before + 1, height(node)));
        });
    return node;
  }

  private Node content(NodeEvent event, Iterator<Event> events, String path, int depth) {
    Location location = location(event.getStartMark());
    if (event instanceof MappingStartEvent) {
      return new Node.Mapping(entries(events, path, depth), location);
    }
    if (event instanceof SequenceStartEvent) {
      List<Node> items = new ArrayList<>();
      while (events.next() instanceof NodeEvent item) {
        items.add(node(item, events, path + "[" + items.size() + "]", depth + 1));
      }
      return new Node.Sequence(items, location);
    }
    return new Node.Scalar(((ScalarEvent) event).getValue(), location);
  }

  private List<Node.Entry> entries(Iterator<Event> events, String path, int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (events.next() instanceof NodeEvent first) {
      Node key = node(first, events, path, depth + 1);
      String name = key instanceof Node.Scalar scalar ? scalar.text() : "";
      String full = Node.path(path, name);
      Node value = node((NodeEvent) events.next(), events, full, depth + 1);
      if (!(key instanceof Node.Scalar)) {
        problems.add(new Problem(key.location(), "(key)", "must be plain text", key.describe()));
      } else if (seen.add(name)) {
        entries.add(new Node.Entry(name, key.location(), value));
      } else {
        problems.add(new Problem(key.location(), full, "is duplicated; keep one", ""));
      }
    }
    return entries;
  }

  private Node aliased(AliasEvent alias, int depth) {
    if (unfinished.contains(alias.getAlias())) {
      throw stop(alias, "must have no alias inside of what it stands for");
    }
    Anchored known = anchors.get(alias.getAlias());
    if (known == null) {
      throw stop(alias, "must be YAML: an alias, *NAME, needs its &NAME before it");
    }
    count(alias, known.values() - 1, depth + known.height());
    return known.node();
  }

  private void count(Event event, int more, int depth) {
    values += more;
    if (depth > DEEPEST) {
      throw stop(event, "must have at most %d levels".formatted(DEEPEST));
    }
    if (values > MOST_VALUES) {
      throw stop(
          event,
          "must have at most %,d values, those that aliases repeat included"
              .formatted(MOST_VALUES));
    }
  }

  private static int height(Node node) {
    int height = 0;
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        height = Math.max(height, 1 + height(entry.value()));
      }
    } else if (node instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        height = Math.max(height, 1 + height(item));
      }
    }
    return height;
  }

  private StopException stop(Event event, String rule) {
    return new StopException(new Problem(location(event.getStartMark()), "(file)", rule, ""));
  }

  private Location location(Optional<Mark> mark) {
    return mark.map(at -> new Location(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(new Location(file, 1, 1));
  }
}
