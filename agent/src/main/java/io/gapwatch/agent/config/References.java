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
import java.util.Set;

/**
 * Checks references between parts of the file. It works on nodes, not on parsed values, so that a
 * wrong reference is reported together with all other problems.
 */
final class References {
  private final Catalog catalog;
  private final Reader reader;
  private final List<Problem> problems;

  /** Where a check is defined. */
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
    Map<String, Node> times = children(child(root, "times"));
    Map<String, Place> ids = checkIds(root);
    children(child(root, "jobs"))
        .forEach(
            (name, job) -> {
              String path = "jobs." + name;
              tells(path, job, channels, times);
              items(child(job, "checks"))
                  .forEach(
                      (i, item) -> check(name, path + ".checks[" + i + "]", item, sources, ids));
            });
    upkeep(root, sources, channels, times, ids);
    summaries(root, channels, times);
    Map<String, Node> runs = new LinkedHashMap<>(children(child(root, "jobs")));
    runs.putAll(children(child(root, "upkeep")));
    items(child(root, "maintenance"))
        .forEach(
            (i, window) -> {
              String path = "maintenance[" + i + "].";
              all(window, path, "jobs", runs, "job");
              all(window, path, "checks", ids, "check");
              all(window, path, "sources", sources, "source");
            });
    problems.addAll(dependencies.circles());
  }

  private void tells(String path, Node job, Map<String, Node> channels, Map<String, Node> times) {
    items(child(job, "notify"))
        .forEach((i, item) -> route(path + ".notify[" + i + "]", item, channels, times));
    child(job, "escalate")
        .flatMap(escalate -> child(escalate, "to"))
        .ifPresent(to -> people(path + ".escalate.to", to, channels));
  }

  /** A channel by its name, or with what it is to hear of. */
  private void route(String path, Node item, Map<String, Node> channels, Map<String, Node> times) {
    if (item instanceof Node.Mapping) {
      child(item, "channel").ifPresent(it -> known(path + ".channel", it, channels, "channel"));
      child(item, "during").ifPresent(it -> known(path + ".during", it, times, "time"));
    } else {
      known(path, item, channels, "channel");
    }
  }

  /** A channel that tells people something: no dead-man's switch. */
  private void people(String path, Node to, Map<String, Node> channels) {
    known(path, to, channels, "channel");
    text(Optional.of(to))
        .map(channels::get)
        .flatMap(channel -> text(child(channel, "type")))
        .filter(catalog.silent()::contains)
        .ifPresent(
            type ->
                add(
                    to,
                    path,
                    "must be a channel that carries messages, which " + type + " does not"));
  }

  private void all(Node window, String path, String key, Map<String, ?> known, String what) {
    items(child(window, key))
        .forEach((i, item) -> known(path + key + "[" + i + "]", item, known, what));
  }

  private void summaries(Node root, Map<String, Node> channels, Map<String, Node> times) {
    Map<String, Node> jobs = children(child(root, "jobs"));
    Map<String, Node> upkeep = children(child(root, "upkeep"));
    children(child(root, "summaries"))
        .forEach(
            (name, summary) -> {
              String path = "summaries." + name;
              if (jobs.containsKey(name) || upkeep.containsKey(name)) {
                add(summary, path, "must have another name than a job or an upkeep");
              }
              items(child(summary, "notify"))
                  .forEach((i, item) -> route(path + ".notify[" + i + "]", item, channels, times));
              Map<String, Node> about = new LinkedHashMap<>(jobs);
              about.putAll(upkeep);
              items(child(summary, "jobs"))
                  .forEach((i, item) -> known(path + ".jobs[" + i + "]", item, about, "job"));
            });
  }

  private void upkeep(
      Node root,
      Map<String, Node> sources,
      Map<String, Node> channels,
      Map<String, Node> times,
      Map<String, Place> ids) {
    Map<String, Node> jobs = children(child(root, "jobs"));
    children(child(root, "upkeep"))
        .forEach(
            (name, action) -> {
              String path = "upkeep." + name;
              if (jobs.containsKey(name)) {
                add(action, path, "must have another name than a job: both keep a history");
              }
              tells(path, action, channels, times);
              child(action, "verify")
                  .flatMap(verify -> child(verify, "check"))
                  .ifPresent(check -> known(path + ".verify.check", check, ids, "check"));
              child(action, "source")
                  .ifPresent(
                      source -> {
                        known(path + ".source", source, sources, "source");
                        text(child(action, "type"))
                            .map(catalog.actions()::get)
                            .ifPresent(
                                type ->
                                    fits(path + ".source", type.sourceTypes(), source, sources));
                      });
            });
  }

  private void check(
      String job, String path, Node check, Map<String, Node> sources, Map<String, Place> ids) {
    child(check, "source")
        .ifPresent(
            source -> {
              known(path + ".source", source, sources, "source");
              text(child(check, "type"))
                  .map(catalog.checks()::get)
                  .ifPresent(type -> fits(path + ".source", type.sourceTypes(), source, sources));
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

  /** Another job runs at other times: its last result says nothing about now. */
  private void sameJob(String job, String path, Node parent, Map<String, Place> ids) {
    text(Optional.of(parent))
        .map(ids::get)
        .filter(place -> !place.job().equals(job))
        .ifPresent(
            place ->
                add(
                    parent,
                    path,
                    "must be a check of the same job, %s; this one belongs to %s, which runs separately"
                        .formatted(job, place.job())));
  }

  /** A check or an action must support the type of its source. */
  private void fits(String path, Set<String> supported, Node source, Map<String, Node> sources) {
    Optional<String> type =
        text(Optional.of(source)).map(sources::get).flatMap(s -> text(child(s, "type")));
    if (type.isPresent()
        && !supported.isEmpty()
        && catalog.sources().containsKey(type.get())
        && !supported.contains(type.get())) {
      add(
          source,
          path,
          "must be a source of type "
              + String.join(" or ", supported.stream().sorted().toList())
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
                    "must be unique; line " + first.location().line() + " uses it already");
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
                        : "unknown " + what + suggestion(all, name)));
  }

  /** Among thousands of names each takes a while, and only the first problems are shown. */
  private String suggestion(Map<String, ?> all, String name) {
    return problems.size() < InvalidConfigException.SHOWN
        ? Suggestion.among(all.keySet()).forTypo(name)
        : "";
  }

  private void add(Node node, String path, String rule) {
    problems.add(new Problem(node.location(), path, rule, node.describe()));
  }

  static Optional<Node> child(Node node, String name) {
    return Optional.ofNullable(children(Optional.of(node)).get(name));
  }

  static Map<String, Node> children(Optional<Node> node) {
    Map<String, Node> children = new LinkedHashMap<>();
    if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
      mapping.entries().forEach(entry -> children.put(entry.key(), entry.value()));
    }
    return children;
  }

  static Map<Integer, Node> items(Optional<Node> node) {
    Map<Integer, Node> items = new LinkedHashMap<>();
    if (node.isPresent() && node.get() instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> items.put(items.size(), item));
    }
    return items;
  }

  /** The text with environment variables substituted; empty if another problem covers it. */
  private Optional<String> text(Optional<Node> node) {
    return node.flatMap(reader::peek).filter(text -> !text.isBlank());
  }
}
