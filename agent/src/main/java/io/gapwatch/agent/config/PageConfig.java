package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.util.Optional;

/**
 * The status page.
 *
 * @param to the folder that it is written to after each run; empty for nowhere
 * @param title its heading
 * @param isPublic whether it leaves out sources, subjects, measured texts and reasons
 */
public record PageConfig(Optional<String> to, String title, boolean isPublic) {
  private static final Key<String> TO =
      Key.optional("to", Kinds.text(), "the folder that it is written to after each run");
  private static final Key<String> TITLE =
      Key.optional("title", Kinds.text(), "its heading").withDefault("Status");
  private static final Key<Boolean> PUBLIC =
      Key.optional(
              "public",
              Kinds.flag(),
              "whether anybody may read it: it leaves out hosts, subjects, queries and error texts")
          .withDefault("false");

  static final Shape SHAPE = Shape.of(TO, TITLE, PUBLIC);

  /** A page that is not written, for who looks from this machine. */
  public static final PageConfig DEFAULT =
      new PageConfig(Optional.empty(), TITLE.fallback().orElseThrow(), false);

  static PageConfig of(Settings settings) {
    return new PageConfig(settings.find(TO), settings.get(TITLE), settings.get(PUBLIC));
  }
}
