package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Location;
import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Problem;
import io.gapwatch.agent.config.schema.Reader;
import io.gapwatch.agent.config.schema.Suggestion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what one part of the file says of another. It looks at the nodes and not at the values
 * read, so that a wrong reference is told together with everything else that is wrong.
 */
final class References {
  private final Catalog catalog;
  private final Reader reader;
  private final List<Problem> problems;

  /** Where a check stands. */
  private record Place(String job, Location location) {}

  private final Dependencies dependencies = new Dependencies();

  References(Catalog catalog, Reader reader, List<Problem> problems) {
    this.catalog = catalog;
    this.reader = reader;
    this.problems = problems;
  }

  void check(Node root) {
    Map<String, Node> sources = children(child(root, "sources"));
    Map<String, Node> channels = children(child(root, "channels"));
    Map<String, Place> ids = checkIds(root);
    children(child(root, "jobs"))
        .forEach(
            (name, job) -> {
              String path = "jobs." + name;
              items(child(job, "notify"))
                  .forEach(
                      (i, item) -> known(path + ".notify[" + i + "]", item, channels, "channel"));
              items(child(job, "checks"))
                  .forEach(
                      (i, item) -> check(name, path + ".checks[" + i + "]", item, sources, ids));
            });
    problems.addAll(dependencies.circles());
  }

  private void check(
      String job, String path, Node check, Map<String, Node> sources, Map<String, Place> ids) {
    child(check, "source")
        .ifPresent(
            source -> {
              known(path + ".source", source, sources, "source");
              fits(path + ".source", check, source, sources);
            });
    child(check, "dependsOn").ifPresent(parent -> depends(job, path, check, parent, ids));
  }

  private void depends(String job, String path, Node check, Node parent, Map<String, Place> ids) {
    known(path + ".dependsOn", parent, ids, "check");
    sameJob(job, path + ".dependsOn", parent, ids);
    Optional<String> id = text(child(check, "id"));
    Optional<String> parentId = text(Optional.of(parent));
    if (id.isPresent() && parentId.isPresent()) {
      dependencies.add(id.get(), parentId.get(), path + ".dependsOn", parent);
    }
  }

  /** Another job runs at other times: what it found last says nothing of now. */
  private void sameJob(String job, String path, Node parent, Map<String, Place> ids) {
    text(Optional.of(parent))
        .map(ids::get)
        .filter(place -> !place.job().equals(job))
        .ifPresent(
            place ->
                add(
                    parent,
                    path,
                    "must be a check of the same job, %s; this one is of %s, which runs by itself"
                        .formatted(job, place.job())));
  }

  /** A check must be able to ask its source. */
  private void fits(String path, Node check, Node source, Map<String, Node> sources) {
    Optional<Catalog.CheckShape> shape = text(child(check, "type")).map(catalog.checks()::get);
    Optional<String> type =
        text(Optional.of(source)).map(sources::get).flatMap(s -> text(child(s, "type")));
    if (shape.isPresent()
        && type.isPresent()
        && catalog.sources().containsKey(type.get())
        && !shape.get().sourceTypes().contains(type.get())) {
      add(
          source,
          path,
          "must be a source of type "
              + String.join(" or ", shape.get().sourceTypes().stream().sorted().toList())
              + "; this one is "
              + type.get());
    }
  }

  private Map<String, Place> checkIds(Node root) {
    Map<String, Place> ids = new HashMap<>();
    children(child(root, "jobs"))
        .forEach(
            (name, job) ->
                items(child(job, "checks"))
                    .forEach(
                        (i, check) ->
                            child(check, "id")
                                .ifPresent(
                                    id ->
                                        unique(
                                            name,
                                            "jobs." + name + ".checks[" + i + "].id",
                                            id,
                                            ids))));
    return ids;
  }

  private void unique(String job, String path, Node id, Map<String, Place> ids) {
    text(Optional.of(id))
        .ifPresent(
            text -> {
              Place first = ids.putIfAbsent(text, new Place(job, id.location()));
              if (first != null) {
                add(
                    id,
                    path,
                    "must be unique; line " + first.location().line() + " has it already");
              }
            });
  }

  private void known(String path, Node reference, Map<String, ?> all, String what) {
    text(Optional.of(reference))
        .filter(name -> !all.containsKey(name))
        .ifPresent(
            name ->
                add(
                    reference,
                    path,
                    all.isEmpty()
                        ? "names a " + what + ", but there is none"
                        : "unknown " + what + Suggestion.among(all.keySet()).forTypo(name)));
  }

  private void add(Node node, String path, String rule) {
    problems.add(new Problem(node.location(), path, rule, node.describe()));
  }

  private static Optional<Node> child(Node node, String name) {
    return Optional.ofNullable(children(Optional.of(node)).get(name));
  }

  private static Map<String, Node> children(Optional<Node> node) {
    Map<String, Node> children = new LinkedHashMap<>();
    if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
      mapping.entries().forEach(entry -> children.put(entry.key(), entry.value()));
    }
    return children;
  }

  private static Map<Integer, Node> items(Optional<Node> node) {
    Map<Integer, Node> items = new LinkedHashMap<>();
    if (node.isPresent() && node.get() instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> items.put(items.size(), item));
    }
    return items;
  }

  /** What is written, with the environment put in; empty where another problem is told. */
  private Optional<String> text(Optional<Node> node) {
    return node.flatMap(reader::peek).filter(text -> !text.isBlank());
  }
}
