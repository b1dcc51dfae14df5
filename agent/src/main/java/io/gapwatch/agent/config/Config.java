package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Tagged;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole configuration, validated.
 *
 * @param file where it was read from
 * @param state where history, incidents and the outbox are kept
 * @param secrets where secrets come from; empty for the environment
 * @param times by their names, for routes
 * @param maintenance the windows of planned work
 * @param keepAlive how to keep the machine from being reclaimed; empty for not at all
 * @param uplink addresses, {@code host:port}, that say whether this machine's own network is down
 * @param views where people and other programs look
 * @param upkeep the upkeep actions
 * @param summaries the reports that go out by themselves
 */
public record Config(
    Path file,
    Path state,
    Optional<Tagged> secrets,
    Map<String, Tagged> sources,
    Map<String, Tagged> channels,
    Map<String, JobConfig> jobs,
    Map<String, WeeklySpan> times,
    List<MaintenanceConfig> maintenance,
    Optional<KeepAliveConfig> keepAlive,
    List<String> uplink,
    Views views,
    Map<String, UpkeepConfig> upkeep,
    Map<String, SummaryConfig> summaries) {

  public Config {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    uplink = List.copyOf(uplink);
    jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    times = Map.copyOf(times);
    maintenance = List.copyOf(maintenance);
    upkeep = Collections.unmodifiableMap(new LinkedHashMap<>(upkeep));
    summaries = Collections.unmodifiableMap(new LinkedHashMap<>(summaries));
  }

  /** One with nothing in it, for what is asked before there is a file. */
  public static Config empty(Path file) {
    Config config =
        new Config(
            file,
            Path.of(""),
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
    return config.withState(config.resolve(".gapwatch"));
  }

  /**
   * Everything that runs on a schedule and is kept in the history, by name: jobs, upkeep and
   * summaries.
   */
  public Map<String, JobConfig> scheduled() {
    Map<String, JobConfig> all = new LinkedHashMap<>(jobs);
    upkeep.forEach((name, action) -> all.put(name, action.job()));
    summaries.forEach((name, summary) -> all.put(name, summary.job()));
    return Collections.unmodifiableMap(all);
  }

  /** All checks of all jobs, in file order. */
  public List<CheckConfig> checks() {
    return jobs.values().stream().flatMap(job -> job.checks().stream()).toList();
  }

  /** The full keys of secrets written in the file in plain text; a role name is not one. */
  public List<String> literalSecrets() {
    Stream<String> ofSources = inClear("sources", sources).filter(key -> !key.endsWith(".user"));
    Stream<String> ofStore =
        secrets.stream().flatMap(it -> it.settings().keysInClear()).map("secrets."::concat);
    Stream<String> ofServer =
        views.serve().flatMap(ServeConfig::token).filter(SecretText::isInClear).stream()
            .map(any -> "serve.token");
    Stream<String> ofPage =
        views.page().flatMap(PageConfig::publish).filter(SecretText::isInClear).stream()
            .map(any -> "page.publish");
    return Stream.of(ofStore, ofSources, inClear("channels", channels), ofPage, ofServer)
        .flatMap(keys -> keys)
        .toList();
  }

  private static Stream<String> inClear(String section, Map<String, Tagged> entries) {
    return entries.entrySet().stream()
        .flatMap(
            entry ->
                entry
                    .getValue()
                    .settings()
                    .keysInClear()
                    .map(key -> section + "." + entry.getKey() + "." + key));
  }

  /** The same configuration with another state folder. */
  public Config withState(Path elsewhere) {
    return new Config(
        file,
        elsewhere,
        secrets,
        sources,
        channels,
        jobs,
        times,
        maintenance,
        keepAlive,
        uplink,
        views,
        upkeep,
        summaries);
  }

  /** Relative paths are relative to the file, so that cron resolves them as you do. */
  public Path resolve(String path) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return folder == null ? Path.of(path) : folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new GapwatchException(
          "%s cannot be the name of a file here: this locale has not all of its characters; run with LC_ALL=C.UTF-8, as scripts/gapwatch does"
              .formatted(path),
          e);
    }
  }
}
