package io.gapwatch.agent.probe;

import java.util.List;
import java.util.function.Consumer;

/** A probe that can list everything that is missing, however much, for a backfill. */
public interface ListsMissing {
  /**
   * What it lists.
   *
   * @param by the columns that a table is divided by; empty where it is not
   * @param times whether periods of time are missing, not numbers
   */
  record Listing(List<String> by, boolean times) {
    /** Numbers of a whole table. */
    public static final Listing NUMBERS = new Listing(List.of(), false);

    public Listing {
      by = List.copyOf(by);
    }
  }

  Listing listing();

  /**
   * Passes on every missing range in order.
   *
   * @throws io.gapwatch.agent.source.SourceUnavailableException if it is unknown
   */
  void eachMissing(ProbeContext context, Consumer<MissingRange> sink);
}
