package io.gapwatch.agent.watch;

import io.gapwatch.agent.config.Config;
import java.time.Instant;
import java.util.Optional;

/** What can be looked at while {@code watch} runs. */
public interface Views {
  /** One of them, as it is sent. */
  record View(String contentType, String text) {}

  /** A view with the status of HTTP that goes with it. */
  record Answer(int status, View view) {
    /** A page for people. */
    public static Answer html(int status, String text) {
      return new Answer(status, new View("text/html; charset=utf-8", text));
    }
  }

  /**
   * The view with this path; empty if there is none.
   *
   * @param accept the kinds of content that the caller takes
   * @param now the time of asking
   */
  Optional<View> at(String path, String accept, Config config, Instant now);

  /** Whether knowing this path is enough: a link that is signed. */
  boolean isLink(String path);

  /**
   * What follows such a link.
   *
   * @param form what a browser sent with its button; empty if it only looks, which changes nothing
   */
  Answer follow(String path, Optional<String> form, Config config, Instant now);
}
