package io.gapwatch.agent.init;

import java.util.List;

/**
 * A check for the configuration.
 *
 * @param id what it is to be called
 * @param settings behind its id, in YAML: {@code type: gaps, source: own, table: events}
 * @param reasons what speaks for them, a line each
 */
record ProposedCheck(String id, String settings, List<String> reasons) {
  ProposedCheck {
    reasons = List.copyOf(reasons);
  }
}
