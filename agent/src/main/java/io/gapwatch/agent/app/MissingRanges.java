package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.ListsMissing.Listing;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.run.ManualChecks;
import io.gapwatch.agent.run.ManualProbe;
import io.gapwatch.agent.run.RunSecrets;
import io.gapwatch.agent.run.SecretStores;
import io.gapwatch.agent.run.Sessions;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** All missing ranges of a check, for a backfill. */
public final class MissingRanges {
  private final Environment environment;
  private final Types types = Agent.types();

  public MissingRanges(Environment environment) {
    this.environment = environment;
  }

  /**
   * What the ranges of a check are.
   *
   * @throws GapwatchException if there is no such check, or it does not list missing ranges
   */
  public Listing listing(Config config, String id) {
    return lister(choose(config, id)).listing();
  }

  private static CheckConfig choose(Config config, String id) {
    return ManualChecks.choose(config, List.of(id)).get(0);
  }

  private ListsMissing lister(CheckConfig check) {
    Probe probe = types.check(check.type()).probe(check.settings());
    if (probe instanceof ListsMissing lister) {
      return lister;
    }
    throw new GapwatchException(
        "%s is a check of type %s, which does not list missing ranges; choose a gaps check"
            .formatted(check.id(), check.type()));
  }

  /**
   * Passes on every range in order.
   *
   * @throws GapwatchException if there is no such check, or it does not list missing ranges
   */
  public void each(Config config, String id, Instant now, Consumer<MissingRange> sink) {
    CheckConfig check = choose(config, id);
    ListsMissing lister = lister(check);
    try (SecretStore store = new SecretStores(types).open(config, environment);
        Sessions sessions = new Sessions(config, new RunSecrets(store), types)) {
      new ManualProbe(config, types)
          .ask(check, sessions, now, context -> lister.eachMissing(context, sink));
    }
  }
}
