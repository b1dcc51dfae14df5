package io.gapwatch.agent.run;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import java.time.Duration;
import java.util.function.Supplier;

/** DuckDB by its settings, whose sessions come from the test. */
record OpensLikeDuckDb(Supplier<Session> open) implements LikeDuckDb {
  @Override
  public Source create(Origin origin, Settings settings) {
    return new Source() {
      @Override
      public String name() {
        return origin.name();
      }

      @Override
      public Session open(Duration timeout) {
        return open.get();
      }
    };
  }
}
