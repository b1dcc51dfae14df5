package io.gapwatch.agent.probe;

import java.util.function.Consumer;

/** A probe that can name everything that is missing, however much that is, for a back-fill. */
public interface ListsMissing {
  /**
   * Hands over every missing range in order.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException when it could not be found out
   */
  void eachMissing(ProbeContext context, Consumer<MissingRange> sink);
}
