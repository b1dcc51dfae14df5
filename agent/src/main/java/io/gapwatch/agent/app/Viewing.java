package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.metrics.Exposition;
import io.gapwatch.agent.run.AfterRun;
import io.gapwatch.agent.run.Version;
import io.gapwatch.agent.watch.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others look at: written after each run, and served by {@code watch}. */
final class Viewing implements AfterRun, Views {
  private static final String METRICS = "/metrics";

  private final Exposition metrics = new Exposition(CheckTypes.all(), Version.agent());

  @Override
  public List<String> write(Config config, Instant now) {
    List<String> problems = new ArrayList<>();
    config
        .views()
        .textfile()
        .flatMap(file -> metrics.write(config, config.resolve(file), now))
        .ifPresent(problems::add);
    return problems;
  }

  @Override
  public Optional<View> at(String path, String accept, Config config, Instant now) {
    if (path.equals(METRICS)) {
      Exposition.Answer answer = metrics.scrape(config, now, accept);
      return Optional.of(new View(answer.contentType(), answer.text()));
    }
    return Optional.empty();
  }
}
