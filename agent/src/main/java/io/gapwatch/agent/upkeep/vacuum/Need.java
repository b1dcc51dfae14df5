package io.gapwatch.agent.upkeep.vacuum;

import java.util.Set;

/**
 * Which tables need a vacuum.
 *
 * @param deadRows more dead rows than this
 * @param share more dead rows than this share of all its rows, in percent
 * @param only the names of those that are looked at; empty for all
 * @param except the names of those that are never touched
 */
record Need(double deadRows, double share, Set<String> only, Set<String> except) {

  boolean of(Table table) {
    return (only.isEmpty() || table.isNamedIn(only))
        && !table.isNamedIn(except)
        && table.dead() > deadRows
        && table.deadShare() > share;
  }
}
