package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.PageConfig;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.run.RunSecrets;
import io.gapwatch.agent.run.SecretStores;
import io.gapwatch.agent.run.Sessions;
import io.gapwatch.agent.run.Trial;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.run.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All checks of the doctor: one line each. */
final class DoctorChecks {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Path RELEASE = Path.of("/opt/gapwatch/current");

  private final Config config;
  private final Types types;
  private final RunSecrets secrets;
  private final Sessions sessions;
  private final Clock clock;
  private final Instant now;
  private final DoctorOptions options;
  private final UnattendedChecks unattended;

  /** The installation being checked. */
  record Subject(Config config, Types types, RunSecrets secrets, Sessions sessions) {}

  /**
   * @param clock to compare with other clocks; everything else is judged by {@code now}
   */
  DoctorChecks(
      Subject subject,
      Clock clock,
      Instant now,
      DoctorOptions options,
      UnattendedChecks unattended) {
    this.config = subject.config();
    this.types = subject.types();
    this.secrets = subject.secrets();
    this.sessions = subject.sessions();
    this.clock = clock;
    this.now = now;
    this.options = options;
    this.unattended = unattended;
  }

  List<DoctorCheck> all() {
    List<DoctorCheck> checks = new ArrayList<>();
    checks.add(new StateFolderCheck(config.state()));
    checks.add(new StateDiskCheck(config.state()));
    checks.add(new HistoryCheck(config.state()));
    checks.add(secretsCheck());
    checks.add(new LiteralSecretsCheck(config));
    checks.add(new PlainHttpCheck(servers()));
    checks.addAll(sourcesAndChecks());
    config.channels().forEach((name, tagged) -> checks.add(channel(name, tagged)));
    checks.add(new ServerClockCheck(servers().values().stream().findFirst(), clock));
    checks.add(new LastRunsCheck(config.state(), config.scheduled().values(), now));
    checks.addAll(unattended.checks(config, now));
    checks.add(new OutboxCheck(config.state()));
    checks.add(new ComputeShareCheck(config, types, now));
    checks.add(versions(drivers()));
    checks.add(new ReleaseCheck(RELEASE));
    return checks;
  }

  /** What the data sources answer: whether they can be opened, and what each check sees there. */
  List<DoctorCheck> sourcesAndChecks() {
    List<DoctorCheck> checks = new ArrayList<>();
    config.sources().forEach((name, tagged) -> checks.add(source(name, tagged)));
    if (!options.candidate()) {
      Trial trial = new Trial(config, secrets, sessions, types);
      checks.add(
          new ChecksCheck(
              config.checks(),
              check ->
                  options.offline()
                      && needsNetwork(Objects.requireNonNull(config.sources().get(check.source()))),
              some -> trial.of(some, now)));
    }
    return checks;
  }

  private boolean needsNetwork(Tagged source) {
    return types.source(source).needsNetwork(source.settings())
        || (new SecretStores(types).needNetwork(config)
            && source.settings().secretNames().findAny().isPresent());
  }

  /** The checks that need no configuration. */
  static List<DoctorCheck> withoutConfig() {
    return List.of(versions(Map.of()), new ReleaseCheck(RELEASE));
  }

  private Map<String, Supplier<String>> drivers() {
    Map<String, Supplier<String>> drivers = new TreeMap<>();
    for (Tagged source : config.sources().values()) {
      drivers.putAll(types.source(source).parts(source.settings()));
    }
    return drivers;
  }

  private DoctorCheck secretsCheck() {
    Stream<String> ofPage =
        config.views().page().flatMap(PageConfig::publish).stream()
            .flatMap(address -> address.names().stream());
    List<String> names =
        Stream.concat(
                ofPage,
                Stream.concat(
                        config.sources().values().stream(), config.channels().values().stream())
                    .flatMap(each -> each.settings().secretNames()))
            .distinct()
            .sorted()
            .toList();
    return new SecretsCheck(
        secrets.origin(),
        new SecretStores(types).needNetwork(config),
        () -> secrets.fetchAll(names));
  }

  private Map<String, URI> servers() {
    Map<String, URI> servers = new LinkedHashMap<>();
    config
        .channels()
        .forEach(
            (name, tagged) ->
                types
                    .channel(tagged)
                    .server(tagged.settings())
                    .ifPresent(server -> servers.put(name, server)));
    return servers;
  }

  private DoctorCheck source(String name, Tagged tagged) {
    return new SourceCheck(
        name, needsNetwork(tagged), () -> sessions.session(name, TIMEOUT), clock);
  }

  private DoctorCheck channel(String name, Tagged tagged) {
    return new DoctorCheck() {
      @Override
      public String name() {
        return "channel " + name;
      }

      @Override
      public boolean needsNetwork() {
        return true;
      }

      @Override
      public List<Diagnosis> examine() {
        try {
          Channel made = types.channel(tagged).create(name, tagged.settings(), secrets);
          return tested(made).examine();
        } catch (GapwatchException e) {
          return List.of(
              Diagnosis.failed(String.valueOf(e.getMessage()), "correct its secrets and settings"));
        }
      }
    };
  }

  private DoctorCheck tested(Channel channel) {
    return options.send() && channel instanceof Messenger messenger
        ? new ChannelCheck(channel, "test message", same -> messenger.send(TestMessage.at(now)))
        : new ChannelCheck(channel, "silent test", Channel::test);
  }

  private static DoctorCheck versions(Map<String, Supplier<String>> drivers) {
    Map<String, Supplier<String>> parts = new LinkedHashMap<>();
    parts.put("gapwatch", Version::agent);
    parts.put("Java", () -> Runtime.version() + " on " + System.getProperty("os.arch"));
    parts.putAll(drivers);
    parts.put("SQLite", History::engine);
    return new VersionsCheck(parts);
  }
}
