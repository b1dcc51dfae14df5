package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Location;
import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Problem;
import io.gapwatch.agent.config.schema.Reader;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.YamlParser;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and validates the configuration, for runs as well as for {@code config check}. */
public final class ConfigLoader {
  private static final Comparator<Problem> TOP_DOWN =
      Comparator.comparing(
          Problem::location,
          Comparator.comparingInt(Location::line).thenComparingInt(Location::column));

  private final ConfigShape shape;
  private final Catalog catalog;
  private final Map<String, String> environment;

  public ConfigLoader(Catalog catalog, Map<String, String> environment) {
    this.shape = new ConfigShape(catalog);
    this.catalog = catalog;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The configuration in this file.
   *
   * @param now the time of reading
   * @throws InvalidConfigException listing all problems
   * @throws GapwatchException when the file cannot be read
   */
  public Config load(Path file, Instant now) {
    return parse(file, read(file), now);
  }

  /** The JSON Schema for editors, as a tree of maps, lists and plain values. */
  public Map<String, Object> schema() {
    return shape.schema();
  }

  private static String read(Path file) {
    try {
      byte[] bytes = RegularFile.read(file, ConfigText.MOST_BYTES + 1);
      return ConfigText.of(file.toString(), bytes);
    } catch (IOException e) {
      throw new GapwatchException(
          "could not read the configuration %s: %s; choose one with --config FILE%s"
              .formatted(
                  file,
                  FileTrouble.inWords(e),
                  e instanceof NoSuchFileException
                      ? ", or create " + file + " (docs/configure.md shows how)"
                      : ""),
          e);
    }
  }

  /** Parses this text; the file is used in messages and to resolve relative paths. */
  Config parse(Path file, String text, Instant now) {
    List<Problem> problems = new ArrayList<>();
    Reader reader = new Reader(environment, now, file, problems);
    Optional<Node> written = new YamlParser(file.toString(), problems).parse(text);
    Optional<Config> config =
        written
            .flatMap(
                root -> {
                  new References(catalog, reader, problems).check(root);
                  return shape.shape.read(new Kind.Entry("", root, reader));
                })
            .map(settings -> config(file, settings));
    if (problems.isEmpty() && config.isPresent()) {
      problems.addAll(new Unheard(config.get(), written.orElseThrow(), now).problems());
      problems.addAll(new Idle(config.get(), written.orElseThrow()).problems());
    }
    if (!problems.isEmpty() || config.isEmpty()) {
      throw new InvalidConfigException(problems.stream().distinct().sorted(TOP_DOWN).toList());
    }
    return config.get();
  }

  private Config config(Path file, Settings settings) {
    Map<String, JobConfig> jobs = new LinkedHashMap<>();
    settings
        .get(shape.jobs)
        .forEach((name, job) -> jobs.put(name, JobConfig.of(name, job, shape.checks)));
    Map<String, UpkeepConfig> upkeep = new LinkedHashMap<>();
    settings
        .get(shape.upkeep)
        .forEach((name, action) -> upkeep.put(name, UpkeepConfig.of(name, action)));
    Map<String, SummaryConfig> summaries = new LinkedHashMap<>();
    settings
        .get(ConfigShape.SUMMARIES)
        .forEach((name, summary) -> summaries.put(name, SummaryConfig.of(name, summary)));
    Config config =
        new Config(
            file,
            Path.of(""),
            settings.find(shape.secrets),
            settings.get(shape.sources),
            settings.get(shape.channels),
            jobs,
            settings.get(ConfigShape.TIMES),
            settings.get(ConfigShape.MAINTENANCE),
            settings.find(ConfigShape.KEEP_ALIVE),
            settings.get(ConfigShape.UPLINK),
            Views.of(settings),
            upkeep,
            summaries);
    return config.withState(config.resolve(settings.get(ConfigShape.STATE)));
  }
}
