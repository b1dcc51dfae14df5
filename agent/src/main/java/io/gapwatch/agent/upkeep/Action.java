package io.gapwatch.agent.upkeep;

import io.gapwatch.agent.probe.Reading;

/** One harmless thing that is done again and again. */
public interface Action {

  /**
   * Does it, or says what it would do if the context is a dry run.
   *
   * <p>May throw on failure: the caller turns it into {@link io.gapwatch.agent.probe.Unavailable}.
   */
  Reading act(ActionContext context);
}
