package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Shape;
import java.util.Map;
import java.util.Set;

/**
 * The types that the configuration may use. The lists themselves are in {@code app}, above the
 * contract and all implementations.
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
   * The settings of a check type, and the source types it supports.
   *
   * @param shape without the keys common to all checks
   */
  public record CheckShape(Shape shape, Set<String> sourceTypes) {
    public CheckShape {
      sourceTypes = Set.copyOf(sourceTypes);
    }
  }
}
