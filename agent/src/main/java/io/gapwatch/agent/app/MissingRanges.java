package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.probe.Inquiry;
import io.gapwatch.agent.probe.data.GapsCheck;
import io.gapwatch.agent.probe.data.MissingRange;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All missing ranges of a gaps check, for a back-fill. */
public final class MissingRanges {
  private final Environment environment;

  public MissingRanges(Environment environment) {
    this.environment = environment;
  }

  /** Hands over every range in order. */
  public void each(Config config, String id, Instant now, Consumer<MissingRange> sink) {
    CheckConfig check = ManualChecks.choose(config, List.of(id)).get(0);
    GapsCheck gaps = new GapsCheck();
    if (!check.type().equals(gaps.type())) {
      throw new GapwatchException(
          id + " is a check of type " + check.type() + "; only gaps checks have missing ranges");
    }
    try (SecretStore store = SecretStores.open(config, environment);
        Sessions sessions = new Sessions(config, new RunSecrets(store))) {
      Inquiry inquiry =
          new Inquiry(
              now,
              check.source(),
              name -> sessions.session(name, check.timeout()),
              check.timeout(),
              Optional.empty());
      gaps.eachMissingRange(check.settings(), inquiry, sink);
    }
  }
}
