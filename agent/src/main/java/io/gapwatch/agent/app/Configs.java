package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Catalog;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.ConfigLoader;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.upkeep.ActionType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds and loads the configuration, with all types it may use. */
public final class Configs {
  private static final String HERE = "gapwatch.yaml";
  private static final Path SYSTEM = Path.of("/etc/gapwatch/gapwatch.yaml");

  private final Environment environment;
  private final ConfigLoader loader;

  public Configs(Environment environment) {
    this.environment = environment;
    this.loader = new ConfigLoader(catalog(), environment.variables());
  }

  /** The given file, else {@code gapwatch.yaml} here, else the system-wide one. */
  public Path find(Optional<Path> named) {
    Path here = environment.folder().resolve(HERE);
    return named
        .map(environment.folder()::resolve)
        .orElse(Files.exists(here) || !Files.exists(SYSTEM) ? here : SYSTEM);
  }

  /** Loads and validates the file. */
  public Config load(Optional<Path> named, Optional<Path> state) {
    Config config = loader.load(find(named), environment.clock().instant());
    return state.map(environment.folder()::resolve).map(config::withState).orElse(config);
  }

  /** The JSON Schema of the file, for editors. */
  public Map<String, Object> schema() {
    return loader.schema();
  }

  private static Catalog catalog() {
    Types types = Agent.types();
    return new Catalog(
        shapes(types.secretStores(), SecretStoreType::from, SecretStoreType::shape),
        shapes(types.sources(), SourceType::type, SourceType::shape),
        shapes(types.channels(), ChannelType::type, WrittenChannels::shape),
        types.channels().stream()
            .filter(type -> !type.carriesMessages())
            .map(ChannelType::type)
            .collect(Collectors.toSet()),
        types.checks().stream()
            .collect(
                Collectors.toMap(
                    CheckType::type,
                    type ->
                        new Catalog.CheckShape(type::shape, Set.copyOf(types.sourcesOf(type))))),
        types.actions().stream()
            .collect(
                Collectors.toMap(
                    ActionType::type,
                    type ->
                        new Catalog.ActionShape(type::shape, Set.copyOf(types.sourcesOf(type))))));
  }

  private static <T> Map<String, Supplier<Shape>> shapes(
      List<T> types, Function<T, String> name, Function<T, Shape> shape) {
    return types.stream().collect(Collectors.toMap(name, type -> () -> shape.apply(type)));
  }
}
