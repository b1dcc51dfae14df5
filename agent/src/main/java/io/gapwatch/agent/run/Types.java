package io.gapwatch.agent.run;

import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.secret.SecretStoreType;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.upkeep.ActionType;
import java.util.List;
import java.util.function.Function;

/**
 * The types that a configuration may use. The lists are in {@code app}, above the contracts and all
 * implementations. Names looked up here have been validated by the loader.
 */
public record Types(
    List<CheckType> checks,
    List<SourceType> sources,
    List<ChannelType> channels,
    List<SecretStoreType> secretStores,
    List<ActionType> actions) {
  public Types {
    checks = List.copyOf(checks);
    sources = List.copyOf(sources);
    channels = List.copyOf(channels);
    secretStores = List.copyOf(secretStores);
    actions = List.copyOf(actions);
  }

  public CheckType check(String type) {
    return named(type, checks, CheckType::type);
  }

  public SourceType source(Tagged tagged) {
    return named(tagged.type(), sources, SourceType::type);
  }

  public ChannelType channel(Tagged tagged) {
    return named(tagged.type(), channels, ChannelType::type);
  }

  public SecretStoreType secretStore(Tagged tagged) {
    return named(tagged.type(), secretStores, SecretStoreType::from);
  }

  public ActionType action(String type) {
    return named(type, actions, ActionType::type);
  }

  /** The source types that this action can act on; empty if it acts on none. */
  public List<String> sourcesOf(ActionType action) {
    return action.actsOn().stream()
        .flatMap(
            kind ->
                sources.stream()
                    .filter(
                        source ->
                            source.upkeepSessions().filter(kind::isAssignableFrom).isPresent()))
        .map(SourceType::type)
        .sorted()
        .toList();
  }

  /** The source types with the kind of session that this check needs. */
  public List<String> sourcesOf(CheckType check) {
    return sources.stream()
        .filter(source -> check.asks().isAssignableFrom(source.sessions()))
        .map(SourceType::type)
        .sorted()
        .toList();
  }

  /** The same with other channel types. */
  public Types withChannels(List<ChannelType> others) {
    return new Types(checks, sources, others, secretStores, actions);
  }

  private static <T> T named(String name, List<T> types, Function<T, String> naming) {
    return types.stream().filter(type -> naming.apply(type).equals(name)).findFirst().orElseThrow();
  }
}
