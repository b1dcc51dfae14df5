package io.gapwatch.agent.page;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.PageConfig;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.PublicFile;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.probe.CheckType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of the status page.
 *
 * @param types the types of checks, whose metrics are declared
 */
public record Pages(List<CheckType> types) {
  private static final Duration WHOLE = Duration.ofSeconds(60);

  public Pages {
    types = List.copyOf(types);
  }

  /** All files by their relative paths, as the history has them at this time. */
  public Map<String, String> files(Config config, Instant now) {
    return made(config, now).files;
  }

  /**
   * The files, and what is wrong with what they say.
   *
   * @param trouble why all is unknown, where the history could not be read
   */
  private record Made(Map<String, String> files, Optional<String> trouble) {}

  private Made made(Config config, Instant now) {
    return made(config, config.views().page().orElse(PageConfig.DEFAULT), now);
  }

  private Made made(Config config, PageConfig view, Instant now) {
    try {
      return new Made(files(config, PageReader.read(config, view, types, now)), Optional.empty());
    } catch (HistoryUnavailableException e) {
      return new Made(
          files(config, UnreadPage.of(config, view, now)),
          Optional.of(
              "the status page says of all checks that they are unknown: " + e.getMessage()));
    }
  }

  /**
   * Puts the public view, whatever is written to a folder, where the configuration publishes it.
   *
   * @param secrets looks up a secret by name
   * @param most how long it may take, if less than a minute
   * @return what went wrong, in words without the address
   */
  public Optional<String> publish(
      Config config, Function<String, Secret> secrets, Instant now, Duration most) {
    Optional<PageConfig> page = config.views().page();
    Optional<SecretText> address = page.flatMap(PageConfig::publish);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Made made = made(config, page.orElseThrow().forEverybody(), now);
    return new Publisher(config.state(), most.compareTo(WHOLE) < 0 ? most : WHOLE)
        .publish(() -> address.get().resolve(secrets), made.files, now)
        .or(made::trouble);
  }

  /** The agent's own result for a page that could not be published for long; empty without one. */
  public static Optional<CheckResult> unpublished(Config config, Instant now) {
    return config.views().page().flatMap(PageConfig::publish).isEmpty()
        ? Optional.empty()
        : PublishCheck.result(Published.in(config.state()), now);
  }

  /** The content type of a file by its name. */
  public static String type(String file) {
    return file.endsWith(".html")
        ? "text/html; charset=utf-8"
        : file.endsWith(".svg") ? "image/svg+xml; charset=utf-8" : "application/json";
  }

  private static Map<String, String> files(Config config, StatusPage page) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("status.json", StatusJson.text(page));
    files.put("badges/all.svg", Badge.svg(page.title(), page.status()));
    // What the agent found about itself has none: nobody would take the file away again.
    page.boards().stream()
        .filter(board -> config.checks().stream().anyMatch(check -> check.id().equals(board.id())))
        .forEach(
            board ->
                files.put("badges/" + board.id() + ".svg", Badge.svg(board.id(), board.status())));
    // Last, so that what it leads to is there.
    files.put("index.html", new HtmlPage(page).text());
    return files;
  }

  /**
   * Writes all files, each whole or not at all.
   *
   * @throws GapwatchException saying why it could not, or why they say that nothing is known
   */
  public void write(Config config, Path folder, Instant now) {
    Made made = made(config, now);
    try {
      PublicFile.createFolder(folder.resolve("badges"));
      for (Map.Entry<String, String> file : made.files.entrySet()) {
        PublicFile.write(folder.resolve(file.getKey()), file.getValue());
      }
      OldBadges.write(folder, made.files.keySet());
    } catch (IOException e) {
      throw new GapwatchException(
          "could not write the status page to %s: %s; what is there is that of an earlier run"
              .formatted(folder, FileTrouble.inWords(e)),
          e);
    }
    made.trouble()
        .ifPresent(
            why -> {
              throw new GapwatchException(why);
            });
  }
}
