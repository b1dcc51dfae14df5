package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import java.util.Objects;
import java.util.Optional;

/**
 * The sources of a configuration, as upkeep sees them. Two names may mean one thing: the checks of
 * a database ask as a role that only reads, and its upkeep as another.
 */
record UpkeepSources(Config config, RunSecrets secrets, Types types) {

  /** The source of this name. */
  Source source(String name) {
    Tagged tagged = tagged(name);
    return types
        .source(tagged)
        .create(new SourceType.Origin(name, config, secrets), tagged.settings());
  }

  /** What it stands for; empty where only a session could tell, or a secret is missing. */
  Optional<String> identity(String name) {
    try {
      return source(name).identity();
    } catch (GapwatchException e) {
      return Optional.empty();
    }
  }

  /** Whether both names may mean the same: unless it is known that they do not, they do. */
  boolean mayBeSame(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    if (!tagged(one).type().equals(tagged(other).type())) {
      return false;
    }
    Optional<String> first = identity(one);
    Optional<String> second = identity(other);
    return first.isEmpty() || second.isEmpty() || first.equals(second);
  }

  private Tagged tagged(String name) {
    // The loader has verified that the source exists.
    return Objects.requireNonNull(config.sources().get(name));
  }
}
