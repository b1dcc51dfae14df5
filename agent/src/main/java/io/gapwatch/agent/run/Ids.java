package io.gapwatch.agent.run;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ULIDs of one run. Ids are in the order of events, so they continue from the newest id in the
 * history if the clock was set back.
 */
final class Ids implements Supplier<String> {
  private Ulid next;

  /**
   * @param newest the greatest id in the history; empty if there is none
   */
  Ids(Instant now, Optional<String> newest) {
    long after = newest.map(id -> Ulid.getTime(id) + 1).orElse(0L);
    next = UlidCreator.getUlid(Math.max(now.toEpochMilli(), after));
  }

  @Override
  public synchronized String get() {
    Ulid id = next;
    next = id.increment();
    return id.toString();
  }
}
