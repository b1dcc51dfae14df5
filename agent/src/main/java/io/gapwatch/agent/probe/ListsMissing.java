package io.gapwatch.agent.probe;

import java.util.function.Consumer;

/** A probe that can list everything that is missing, however much, for a backfill. */
public interface ListsMissing {
  /**
   * Passes on every missing range in order.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if it is unknown
   */
  void eachMissing(ProbeContext context, Consumer<MissingRange> sink);
}
