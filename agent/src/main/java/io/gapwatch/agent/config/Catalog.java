package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Shape;
import java.util.Map;
import java.util.Set;

/**
 * What the configuration may name. The lists themselves stand in {@code app}, above the contract
 * and all implementations.
 *
 * @param checks by type
 */
public record Catalog(
    Map<String, Shape> secrets,
    Map<String, Shape> sources,
    Map<String, Shape> channels,
    Map<String, CheckShape> checks) {

  public Catalog {
    secrets = Map.copyOf(secrets);
    sources = Map.copyOf(sources);
    channels = Map.copyOf(channels);
    checks = Map.copyOf(checks);
  }

  /**
   * The settings of a type of check, and the types of source that it can ask.
   *
   * @param shape without the keys that all checks have
   */
  public record CheckShape(Shape shape, Set<String> sourceTypes) {
    public CheckShape {
      sourceTypes = Set.copyOf(sourceTypes);
    }
  }
}
