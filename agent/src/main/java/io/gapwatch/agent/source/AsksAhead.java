package io.gapwatch.agent.source;

import java.time.Duration;
import java.util.List;

/** A session whose provider charges by the statement: it asks for several checks at once. */
public interface AsksAhead extends Session {
  /**
   * Finds out what these checks will ask, and asks it in as few statements as possible. A question
   * that fails here is asked again, alone, when its check runs.
   *
   * @param checks each asks this session from its beginning, is stopped at the first question that
   *     has no answer yet, and may be asked several times
   * @param timeout how long each statement may take
   */
  void askAhead(List<Runnable> checks, Duration timeout);
}
