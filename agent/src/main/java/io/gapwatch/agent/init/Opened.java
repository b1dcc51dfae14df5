package io.gapwatch.agent.init;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Problem;
import io.gapwatch.agent.config.schema.Reader;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.YamlParser;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens what is to be watched as a run would.
 *
 * @param file the configuration that is to be written, to whose folder paths are relative
 */
record Opened(List<SourceType> types, Path file, Instant now) {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  Opened {
    types = List.copyOf(types);
  }

  /**
   * A session, which the caller closes.
   *
   * @throws GapwatchException saying why it cannot be opened, and what to try
   */
  Session open(Target target) {
    SourceType type =
        types.stream().filter(one -> one.type().equals(target.type())).findFirst().orElseThrow();
    SourceType.Origin origin =
        new SourceType.Origin(target.name(), Config.empty(file), name -> secret(target, name));
    try {
      return type.create(origin, settings(type, target)).open(TIMEOUT);
    } catch (SourceUnavailableException e) {
      throw new GapwatchException(
          "could not look at %s: %s\n  → %s".formatted(target.shown(), e.getMessage(), e.remedy()),
          e);
    }
  }

  private static Secret secret(Target target, String name) {
    return Optional.ofNullable(target.secrets().get(name)).orElseThrow();
  }

  private Settings settings(SourceType type, Target target) {
    List<Problem> problems = new ArrayList<>();
    Reader reader = new Reader(Map.of(), now, problems);
    Optional<Settings> settings =
        new YamlParser(file.toString(), problems)
            .parse("{" + target.keys() + "}")
            .flatMap(root -> type.shape().read(new Kind.Entry("", root, reader)));
    if (!problems.isEmpty() || settings.isEmpty()) {
      throw new GapwatchException(
          "could not look at %s: %s"
              .formatted(
                  target.shown(),
                  problems.stream().map(Problem::rule).findFirst().orElse("nothing to look at")));
    }
    return settings.get();
  }
}
