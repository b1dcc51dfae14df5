package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Location;
import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Problem;
import io.gapwatch.agent.config.schema.Reader;
import io.gapwatch.agent.config.schema.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
    Names names = Names.of(root);
    Map<String, Place> ids = checkIds(names);
    names
        .jobs()
        .forEach(
            (name, job) -> {
              String path = "jobs." + name;
              tells(path, job, names);
              each(
                  path + ".checks",
                  job.child("checks"),
                  (at, check) -> check(name, at, check, names, ids));
            });
    names.upkeep().forEach((name, action) -> upkeep(name, action, names, ids));
    names.summaries().forEach((name, summary) -> summary(name, summary, names));
    each("maintenance", root.child("maintenance"), (at, window) -> window(at, window, names, ids));
    problems.addAll(dependencies.circles());
  }

  private void window(String path, Node window, Names names, Map<String, Place> ids) {
    all(path, window, "jobs", names.runs(), "job");
    all(path, window, "checks", ids, "check");
    all(path, window, "sources", names.sources(), "source");
  }

  private void tells(String path, Node job, Names names) {
    each(path + ".notify", job.child("notify"), (at, item) -> route(at, item, names));
    job.child("escalate")
        .flatMap(escalate -> escalate.child("to"))
        .ifPresent(to -> people(path + ".escalate.to", to, names.channels()));
  }

  /** A channel by its name, or with what it is to hear of. */
  private void route(String path, Node item, Names names) {
    if (item instanceof Node.Mapping) {
      item.child("channel")
          .ifPresent(it -> known(path + ".channel", it, names.channels(), "channel"));
      item.child("during").ifPresent(it -> known(path + ".during", it, names.times(), "time"));
    } else {
      known(path, item, names.channels(), "channel");
    }
  }

  /** A channel that tells people something: no dead-man's switch. */
  private void people(String path, Node to, Map<String, Node> channels) {
    known(path, to, channels, "channel");
    text(to)
        .map(channels::get)
        .flatMap(this::type)
        .filter(catalog.silent()::contains)
        .ifPresent(
            type ->
                add(
                    to,
                    path,
                    "must be a channel that carries messages, which " + type + " does not"));
  }

  private void all(String path, Node of, String key, Map<String, ?> known, String what) {
    each(path + "." + key, of.child(key), (at, item) -> known(at, item, known, what));
  }

  private void summary(String name, Node summary, Names names) {
    String path = "summaries." + name;
    if (names.runs().containsKey(name)) {
      add(summary, path, "must have another name than a job or an upkeep");
    }
    each(path + ".notify", summary.child("notify"), (at, item) -> route(at, item, names));
    all(path, summary, "jobs", names.runs(), "job");
  }

  private void upkeep(String name, Node action, Names names, Map<String, Place> ids) {
    String path = "upkeep." + name;
    if (names.jobs().containsKey(name)) {
      add(action, path, "must have another name than a job: both keep a history");
    }
    tells(path, action, names);
    action
        .child("verify")
        .flatMap(verify -> verify.child("check"))
        .ifPresent(check -> known(path + ".verify.check", check, ids, "check"));
    source(
        path,
        action,
        names,
        type ->
            Optional.ofNullable(catalog.actions().get(type)).map(Catalog.ActionShape::sourceTypes));
  }

  /** The source of a check or an action, which must support its type. */
  private void source(
      String path, Node asks, Names names, Function<String, Optional<Set<String>>> supported) {
    asks.child("source")
        .ifPresent(
            source -> {
              known(path + ".source", source, names.sources(), "source");
              type(asks)
                  .flatMap(supported)
                  .ifPresent(types -> fits(path + ".source", types, source, names.sources()));
            });
  }

  private void check(String job, String path, Node check, Names names, Map<String, Place> ids) {
    source(
        path,
        check,
        names,
        type ->
            Optional.ofNullable(catalog.checks().get(type)).map(Catalog.CheckShape::sourceTypes));
    check.child("dependsOn").ifPresent(parent -> depends(job, path, check, parent, ids));
  }

  private void depends(String job, String path, Node check, Node parent, Map<String, Place> ids) {
    known(path + ".dependsOn", parent, ids, "check");
    sameJob(job, path + ".dependsOn", parent, ids);
    Optional<String> id = check.child("id").flatMap(this::text);
    Optional<String> parentId = text(parent);
    if (id.isPresent() && parentId.isPresent()) {
      dependencies.add(id.get(), parentId.get(), path + ".dependsOn", parent);
    }
  }

  /** Another job runs at other times: its last result says nothing about now. */
  private void sameJob(String job, String path, Node parent, Map<String, Place> ids) {
    text(parent)
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

  private void fits(String path, Set<String> supported, Node source, Map<String, Node> sources) {
    Optional<String> type = text(source).map(sources::get).flatMap(this::type);
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

  private Map<String, Place> checkIds(Names names) {
    Map<String, Place> ids = new HashMap<>();
    names
        .jobs()
        .forEach(
            (name, job) ->
                each(
                    "jobs." + name + ".checks",
                    job.child("checks"),
                    (at, check) ->
                        check.child("id").ifPresent(id -> unique(name, at + ".id", id, ids))));
    return ids;
  }

  private void unique(String job, String path, Node id, Map<String, Place> ids) {
    text(id)
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
    text(reference)
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

  private static void each(String path, Optional<Node> list, BiConsumer<String, Node> item) {
    List<Node> items = list.map(Node::items).orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      item.accept(path + "[" + i + "]", items.get(i));
    }
  }

  private Optional<String> type(Node typed) {
    return typed.child("type").flatMap(this::text);
  }

  /** The text with environment variables substituted; empty if another problem covers it. */
  private Optional<String> text(Node node) {
    return reader.peek(node).filter(text -> !text.isBlank());
  }
}
