package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file of a project, with those that it includes.
 *
 * @param including the files that are being read, which may not be included once more
 */
record Inclusion(Interpolation interpolation, Set<Path> including) {

  /** Lays the file over what was read before. */
  Node over(Node before, Path file) {
    Node all = before;
    for (Node document : YamlTree.read(file)) {
      if (!(interpolation.apply(document) instanceof Node.Mapping mapping)) {
        throw new InfraException(new Place(file, 1) + ": a Compose file is a mapping of keys");
      }
      Node.Mapping own = new Extending(interpolation).resolve(mapping);
      for (Node include : own.get("include").map(Node::items).orElse(List.of())) {
        all = include(all, include);
      }
      Map<String, Node> entries = new LinkedHashMap<>(own.entries());
      entries.remove("include");
      all = Merging.over(all, new Node.Mapping(own.place(), entries), "");
    }
    return all;
  }

  /**
   * The file that a node names, which is beside its own.
   *
   * @throws InfraException when a variable named one that is not there
   */
  static Path named(Node node) {
    String text = node.text().orElse("");
    Path file = node.place().file().resolveSibling(text);
    if (!text.equals(node.shown()) && !Files.isReadable(file)) {
      throw new InfraException(
          "%s: could not read the file %s; is it there?".formatted(node.place(), node.shown()));
    }
    return file;
  }

  private Node include(Node before, Node include) {
    Path from = include.place().file();
    Node paths = include.get("path").orElse(include);
    Node all = before;
    for (Node path : paths.items()) {
      Path file = named(path);
      Set<Path> open = new HashSet<>(including);
      if (!open.add(from.toAbsolutePath().normalize())
          || open.contains(file.toAbsolutePath().normalize())) {
        throw new InfraException(path.place() + ": the files include each other");
      }
      // An included file is a project with a .env of its own, which what is set here goes before.
      Variables own = interpolation.variables().below(Project.folder(file));
      all = new Inclusion(new Interpolation(own), open).over(all, file);
    }
    return all;
  }
}
