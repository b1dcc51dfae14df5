package io.gapwatch.agent.upkeep.vacuum;

import io.gapwatch.agent.source.sql.PostgresUpkeep;
import io.gapwatch.agent.upkeep.ActionContext;
import java.time.Duration;

/** The statistics of the server, which follow what was done by up to a second before version 15. */
record Statistics(ActionContext context, PostgresUpkeep session) {
  private static final int ATTEMPTS = 25;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration QUESTION = Duration.ofSeconds(10);

  /** The table as it is once its vacuum shows; as it was if it does not show in five seconds. */
  Table after(Table before) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      for (Table now : before.again(session, QUESTION)) {
        if (now.vacuums() > before.vacuums()) {
          return now;
        }
      }
      context.pause().accept(PAUSE);
    }
    return before;
  }
}
