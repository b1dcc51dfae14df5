package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.PageConfig;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.link.AcknowledgeLink;
import io.gapwatch.agent.metrics.Exposition;
import io.gapwatch.agent.page.Pages;
import io.gapwatch.agent.run.AfterRun;
import io.gapwatch.agent.run.Version;
import io.gapwatch.agent.watch.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What others look at, metrics and status page: written after each run, and served by {@code
 * watch}.
 */
final class Viewing implements AfterRun, Views {
  private static final String METRICS = "/metrics";

  private final Pages pages = new Pages(CheckTypes.all());
  private final Exposition metrics = new Exposition(CheckTypes.all(), Version.agent());

  @Override
  public List<String> write(
      Config config, Function<String, Secret> secrets, Instant now, Duration most) {
    List<String> problems = new ArrayList<>();
    config
        .views()
        .textfile()
        .flatMap(file -> metrics.write(config, config.resolve(file), now))
        .ifPresent(problems::add);
    config
        .views()
        .page()
        .flatMap(PageConfig::to)
        .ifPresent(
            folder -> {
              try {
                pages.write(config, config.resolve(folder), now);
              } catch (GapwatchException e) {
                problems.add(String.valueOf(e.getMessage()));
              }
            });
    // Last: it needs the network.
    pages.publish(config, secrets, now, most).ifPresent(problems::add);
    return problems;
  }

  @Override
  public Optional<CheckResult> standing(Config config, Instant now) {
    return Pages.unpublished(config, now);
  }

  @Override
  public Optional<View> at(String path, String accept, Config config, Instant now) {
    if (path.equals(METRICS)) {
      Exposition.Answer answer = metrics.scrape(config, now, accept);
      return Optional.of(new View(answer.contentType(), answer.text()));
    }
    String file = path.equals("/") ? "index.html" : path.substring(1);
    return Optional.ofNullable(pages.files(config, now).get(file))
        .map(text -> new View(Pages.type(file), text));
  }

  @Override
  public boolean isLink(String path) {
    return AcknowledgeLink.isMeant(path);
  }

  @Override
  public Answer follow(String path, Optional<String> form, Config config, Instant now) {
    return form.isPresent()
        ? AcknowledgeSite.done(path, form.get(), config, now)
        : AcknowledgeSite.question(path, config, now);
  }
}
