package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.ServeConfig;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.link.AcknowledgeLink;
import io.gapwatch.agent.link.SigningKey;
import java.time.Instant;
import java.util.Optional;

/** Where incidents are acknowledged on the web, if {@code watch} serves and people reach it. */
record Links(Config config, Instant now) {
  /** A message without a link is better than none: a key that cannot be stored makes no trouble. */
  Optional<String> to(Incident incident) {
    return config
        .views()
        .serve()
        .flatMap(ServeConfig::address)
        .flatMap(
            address ->
                SigningKey.ofOrNew(config.state())
                    .map(key -> address + AcknowledgeLink.to(incident.id(), now).path(key)));
  }
}
