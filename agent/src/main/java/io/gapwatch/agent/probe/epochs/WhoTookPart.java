package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the table of who took part says of all groups together, and where it says too little.
 *
 * @param table its name
 */
record WhoTookPart(EpochsRead read, String table) {
  private static final String SUBJECT = "participation";

  /** So many epochs: what collects may have stopped this hour, which is not what seals. */
  private static final long STOOD_STILL = 3;

  void addTo(Measured.Builder reading) {
    if (read.participation().isEmpty()) {
      reading.unmeasured(
          unknown(
              "table %s has no row of the last %s, so nobody knows who took part"
                  .formatted(table, Durations.text(read.settings().window())),
              "check that it is the right table, and that what writes it is running"));
      return;
    }
    Counts counts = read.participation().get();
    Optional<Unmeasured> stoodStill = stoodStill(counts);
    stoodStill.ifPresent(reading::unmeasured);
    if (counts.grouped() && stoodStill.isEmpty()) {
      read.expected().stream()
          .map(read::view)
          .flatMap(view -> stoodStill(view, counts).stream())
          .forEach(reading::unmeasured);
    }
    Counts common = counts.ofNoGroup();
    // A group without a name is a group like others, and told of already.
    if (counts.grouped() && read.expected().contains("")) {
      return;
    }
    if (counts.grouped() && common.rows().isEmpty()) {
      reading.untold(GroupReport.INCOMPLETE); // Rows without a group may be gone.
      return;
    }
    if (read.sharesChannels()) {
      reading.unmeasured(
          unknown(
              "groups share channels, and table %s does not tell for each row which group it is of"
                  .formatted(table),
              "name its column of groups in participation and fill it, or leave participation out"));
      return;
    }
    new GroupReport(new GroupReading(read.everybody(), reading))
        .incomplete(common, read.memory().incomplete());
  }

  /** What has no seal is not known either, in no group. */
  private Unmeasured unknown(String reason, String remedy) {
    return new Unmeasured(SUBJECT, reason, remedy)
        .hiding(
            Stream.concat(Stream.of(read.everybody()), read.expected().stream().map(read::view))
                .map(view -> view.subject(GroupReport.INCOMPLETE))
                .collect(Collectors.toSet()));
  }

  /** The same of one group: another goes on taking part. */
  private Optional<Unmeasured> stoodStill(GroupView view, Counts counts) {
    Grid grid = read.settings().grid();
    Instant last =
        counts
            .newestOf(view.group())
            .map(grid::floor)
            .orElse(grid.floor(read.from()).minus(grid.every()));
    return view.made().stream()
        .map(Seal::epoch)
        .max(Comparator.naturalOrder())
        .map(grid::floor)
        .filter(newest -> grid.after(last, newest) >= STOOD_STILL)
        .map(
            newest ->
                new Unmeasured(
                        view.subject(SUBJECT),
                        "table %s has no row of %s after %s, and its epochs up to %s are sealed: nobody knows who took part"
                            .formatted(
                                table,
                                view.group().isEmpty() ? "no group" : view.group(),
                                Times.dateAndTime(last),
                                Times.dateAndTime(newest)),
                        "check that what writes it is running for this group")
                    .at(view.place())
                    .hiding(Set.of(view.subject(GroupReport.INCOMPLETE))));
  }

  /** An idle epoch has no seal: what is sealed was taken part in. */
  private Optional<Unmeasured> stoodStill(Counts counts) {
    Instant last = read.settings().grid().floor(counts.newest());
    return read.begun().stream()
        .map(Seal::epoch)
        .max(Comparator.naturalOrder())
        .map(read.settings().grid()::floor)
        .filter(newest -> read.settings().grid().after(last, newest) >= STOOD_STILL)
        .map(
            newest ->
                unknown(
                    "table %s has no row after %s, and epochs up to %s are sealed: nobody knows who took part"
                        .formatted(table, Times.dateAndTime(last), Times.dateAndTime(newest)),
                    "check that what writes it is running"));
  }
}
