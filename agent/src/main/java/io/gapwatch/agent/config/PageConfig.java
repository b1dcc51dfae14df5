package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.WebAddressText;
import java.util.Optional;

/**
 * The status page.
 *
 * @param to the folder that it is written to after each run; empty for nowhere
 * @param title its heading
 * @param isPublic whether what is written and served leaves out sources, subjects, measured texts
 *     and reasons
 * @param publish the address behind which its files are put after each run, in the public view
 */
public record PageConfig(
    Optional<String> to, String title, boolean isPublic, Optional<SecretText> publish) {
  private static final Key<String> TO =
      Key.optional("to", FilePath.any(), "the folder that it is written to after each run");
  private static final Key<String> TITLE =
      Key.optional("title", Kinds.text(), "its heading").withDefault("Status");
  private static final Key<Boolean> PUBLIC =
      Key.optional(
              "public",
              Kinds.flag(),
              "whether anybody may read it: it leaves out hosts, subjects, queries and error texts")
          .withDefault("false");

  private static final Key<SecretText> PUBLISH =
      Key.optional(
          "publish",
          Kinds.secret(),
          "an address to which its files are put after each run, always in the public view:"
              + " ${secret:GAPWATCH_PAGE_URL}");

  static final Shape SHAPE = Shape.of(TO, TITLE, PUBLIC, PUBLISH).with(PageConfig::checkAddress);

  /** A page that is not written, for who looks from this machine. */
  public static final PageConfig DEFAULT =
      new PageConfig(Optional.empty(), TITLE.fallback().orElseThrow(), false, Optional.empty());

  /** One that a secret store keeps is read with the first run. */
  private static Optional<String> checkAddress(Settings settings) {
    return settings
        .find(PUBLISH)
        .flatMap(SecretText::withoutStore)
        .flatMap(address -> WebAddressText.baseFault(address.reveal()))
        .map(fault -> "publish is not an address like https://host/path/: " + fault);
  }

  static PageConfig of(Settings settings) {
    return new PageConfig(
        settings.find(TO), settings.get(TITLE), settings.get(PUBLIC), settings.find(PUBLISH));
  }

  /** The same page in the view that anybody may see. */
  public PageConfig forEverybody() {
    return new PageConfig(to, title, true, publish);
  }
}
