package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Shape;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The types that the configuration may use. The lists themselves are in {@code app}, above the
 * contract and all implementations. Shapes are built when they are first asked for.
 *
 * @param silent the types of channels that carry no messages
 * @param checks by type
 */
public record Catalog(
    Map<String, Supplier<Shape>> secrets,
    Map<String, Supplier<Shape>> sources,
    Map<String, Supplier<Shape>> channels,
    Set<String> silent,
    Map<String, CheckShape> checks,
    Map<String, ActionShape> actions) {

  public Catalog {
    secrets = Map.copyOf(secrets);
    sources = Map.copyOf(sources);
    channels = Map.copyOf(channels);
    silent = Set.copyOf(silent);
    checks = Map.copyOf(checks);
    actions = Map.copyOf(actions);
  }

  /**
   * The settings of an upkeep action's type, and the source types that it can act on.
   *
   * @param shape without the keys common to all actions
   * @param sourceTypes empty for a type that acts on no source
   */
  public record ActionShape(Supplier<Shape> shape, Set<String> sourceTypes) {
    public ActionShape {
      sourceTypes = Set.copyOf(sourceTypes);
    }
  }

  /**
   * The settings of a check type, and the source types it supports.
   *
   * @param shape without the keys common to all checks
   */
  public record CheckShape(Supplier<Shape> shape, Set<String> sourceTypes) {
    public CheckShape {
      sourceTypes = Set.copyOf(sourceTypes);
    }
  }
}
