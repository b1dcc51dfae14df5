package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.ServeConfig;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.link.AcknowledgeLink;
import io.gapwatch.agent.link.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where incidents are acknowledged on the web, if {@code watch} serves and people reach it. */
record Links(Config config, Instant now) {
  /** A message without a link is better than none. */
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

  /** Why messages have none, where they should. */
  List<String> trouble() {
    return config.views().serve().flatMap(ServeConfig::address).isEmpty()
            || SigningKey.ofOrNew(config.state()).isPresent()
        ? List.of()
        : List.of(
            ("messages have no link to acknowledge: their key, link-key in %s, can neither be read"
                    + " nor made; it must be a private file of 32 bytes, or not be there")
                .formatted(config.state()));
  }
}
