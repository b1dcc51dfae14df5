package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Manual checks: nothing is sent, and no incident is stored. */
public final class ManualChecks {
  private static final Duration DEADLINE = Duration.ofHours(1);

  private final Environment environment;
  private final Types types;

  public ManualChecks(Environment environment, Types types) {
    this.environment = environment;
    this.types = types;
  }

  /**
   * Runs these checks, or all if none is given.
   *
   * @throws GapwatchException if one of them is not in the configuration
   */
  public RunResult run(Config config, List<String> ids, Instant now, RunListener listener) {
    List<CheckConfig> checks = choose(config, ids);
    listener.header(Optional.empty(), now);
    try (SecretStore store = new SecretStores(types).open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      listener.secrets(secrets.origin(), secrets.fetchAll(secretNames(config, checks).toList()));
      try (Sessions sessions = new Sessions(config, secrets, types);
          HistoryOnDemand earlier = new HistoryOnDemand(config.state(), now);
          ProbeRunner probes = new ProbeRunner(sessions, earlier)) {
        List<CheckResult> results =
            new CheckRun(probes, earlier, types, Uplink.of(config, secrets, types))
                .run(checks, now, TimeBudget.countdown(DEADLINE), listener::check);
        RunResult result = RunResult.of(Optional.empty(), now, results);
        listener.verdict(result);
        return result;
      }
    }
  }

  /** The secrets that the sources of these checks need. */
  public static Stream<String> secretNames(Config config, List<CheckConfig> checks) {
    return checks.stream()
        .map(CheckConfig::source)
        .distinct()
        .map(name -> Objects.requireNonNull(config.sources().get(name)))
        .map(Tagged::settings)
        .flatMap(Settings::secretNames);
  }

  public static List<CheckConfig> choose(Config config, List<String> ids) {
    List<CheckConfig> all = config.checks();
    TreeSet<String> unknown = new TreeSet<>(ids);
    all.forEach(check -> unknown.remove(check.id()));
    if (!unknown.isEmpty()) {
      Optional<String> job = unknown.stream().filter(config.jobs()::containsKey).findFirst();
      if (job.isPresent()) {
        throw new GapwatchException(
            "%1$s is a job, not a check: gapwatch run %1$s runs all its checks"
                .formatted(job.get()));
      }
      Suggestion known = Suggestion.among(all.stream().map(CheckConfig::id).toList());
      throw new GapwatchException(
          "there is no check %s%s"
              .formatted(String.join(", ", unknown), known.forTypo(unknown.first())));
    }
    return ids.isEmpty() ? all : all.stream().filter(check -> ids.contains(check.id())).toList();
  }
}
