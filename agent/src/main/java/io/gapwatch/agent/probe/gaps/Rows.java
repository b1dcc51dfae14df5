package io.gapwatch.agent.probe.gaps;

import java.time.Instant;
import java.util.Optional;

/** What the table itself is asked, whatever the times of its rows. */
interface Rows {
  /** How many numbers from one to another it has. */
  long numbers(long first, long last);

  /** How many numbers from one to another it has with a time before the window and this one. */
  long early(long first, long last, Instant before);

  /** How many numbers from one to another it has without a time, or with one after the window. */
  long misplaced(long first, long last);

  /** The greatest number below this one; empty where there is none. */
  Optional<Long> greatestBefore(long number);

  /** Its earliest time; empty where no row has one. */
  Optional<Instant> earliest();

  /** The smallest number of the rows in the window from this time on; empty where there is none. */
  Optional<Long> firstSince(Instant time);
}
