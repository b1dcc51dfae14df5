package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Node;
import io.gapwatch.agent.config.schema.Problem;
import java.util.List;

/**
 * Finds a configuration that does nothing at all. One without jobs may have upkeep, keep its
 * machine alive, or name channels for {@code alert send}.
 */
record Idle(Config config, Node root) {
  List<Problem> problems() {
    boolean busy =
        !config.jobs().isEmpty()
            || !config.upkeep().isEmpty()
            || !config.channels().isEmpty()
            || config.keepAlive().isPresent();
    return busy
        ? List.of()
        : List.of(
            new Problem(
                root.child("jobs").orElse(root).location(),
                "jobs",
                "must have a job, or nothing is watched: jobs: {NAME: {schedule: \"7 * * * *\","
                    + " checks: [{id: ID, type: staleness, source: SOURCE, table: TABLE}]}};"
                    + " gapwatch init SOURCE writes one",
                ""));
  }
}
