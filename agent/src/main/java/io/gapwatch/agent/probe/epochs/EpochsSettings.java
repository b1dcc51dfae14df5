package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.table.EpochUnit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which table of seals, and how it is read.
 *
 * @param columns their names
 * @param filter a condition of the user's own, or TRUE
 * @param lag how long after the end of an epoch sealing may take
 * @param window how far back epochs are looked at one by one
 * @param remember how long a group that seals no more is still expected
 * @param groups those that must be there; empty for those that were seen
 * @param sealers by group, the PM2 app that seals it
 * @param participation what there is to seal
 * @param participants what was sealed
 * @param publishable which of the seals are to be published at all
 * @param samples how many epochs a baseline needs
 */
record EpochsSettings(
    String table,
    Columns columns,
    Optional<EpochUnit> unit,
    String filter,
    Grid grid,
    Duration lag,
    Duration window,
    Duration remember,
    List<String> groups,
    Map<String, String> sealers,
    Optional<ParticipantTable> participation,
    Optional<ParticipantTable> participants,
    String publishable,
    long samples) {

  /** The columns of the table; what is left out has the usual name, if there is such a column. */
  record Columns(
      String epoch,
      String sealedAt,
      Optional<String> channel,
      Optional<String> group,
      Optional<String> published) {}
}
