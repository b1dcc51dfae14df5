package io.gapwatch.agent.config.schema;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.Views;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings and configurations for tests of what is told by them. */
public final class SettingsOf {
  private SettingsOf() {}

  /**
   * One section, read by its shape from YAML.
   *
   * @throws InvalidConfigException when it does not fit
   */
  public static Settings yaml(Shape shape, String yaml) {
    List<Problem> problems = new ArrayList<>();
    Reader reader = new Reader(Map.of(), Instant.MAX, problems);
    Optional<Settings> settings =
        new YamlParser("test", problems)
            .parse(yaml)
            .flatMap(root -> shape.read(new Kind.Entry("", root, reader)));
    return settings.orElseThrow(() -> new InvalidConfigException(problems));
  }

  /** An empty configuration in this folder. */
  public static Config config(Path folder) {
    return new Config(
        folder.resolve("gapwatch.yaml"),
        folder.resolve("state"),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Views.NONE,
        Map.of(),
        Map.of());
  }
}
