package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.Config;
import java.time.Instant;
import java.util.Optional;

/** What can be looked at while {@code watch} runs. */
public interface Views {
  /** One of them, as it is sent. */
  record View(String contentType, String text) {}

  /**
   * The view with this path; empty if there is none.
   *
   * @param accept the kinds of content that the caller takes
   * @param now the time of asking
   */
  Optional<View> at(String path, String accept, Config config, Instant now);
}
