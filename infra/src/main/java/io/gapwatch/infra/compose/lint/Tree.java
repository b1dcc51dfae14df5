package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Walks a file. */
final class Tree {
  private Tree() {}

  /** Hears every scalar with the keys above it. */
  static void scalars(Node node, List<String> path, BiConsumer<List<String>, Node.Scalar> what) {
    if (node instanceof Node.Scalar scalar) {
      what.accept(path, scalar);
    } else if (node instanceof Node.Items list) {
      list.items().forEach(item -> scalars(item, path, what));
    } else {
      node.entries()
          .forEach(
              (key, value) -> {
                List<String> below = new ArrayList<>(path);
                below.add(key);
                scalars(value, below, what);
              });
    }
  }
}
