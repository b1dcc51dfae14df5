package io.gapwatch.agent.page;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that the page says.
 *
 * @param at when it was written
 * @param nextDue when the next run is due; long past, the page is out of date
 * @param isPublic whether details are left out
 * @param boards what is wrong first
 * @param incidents of the time that the bars show, the newest first; empty if they are not known
 * @param maintenance windows of planned work that last or begin soon, the earliest first
 */
record StatusPage(
    String title,
    Instant at,
    Optional<Instant> nextDue,
    boolean isPublic,
    List<Board> boards,
    Optional<List<Incident>> incidents,
    List<Announced> maintenance) {
  StatusPage {
    boards = boards.stream().sorted(Comparator.comparingInt(board -> board.seen().rank())).toList();
    incidents = incidents.map(List::copyOf);
    maintenance = List.copyOf(maintenance);
  }

  /** The worst of all checks; something critical stands above what is unknown. */
  Status status() {
    return boards.stream()
        .map(Board::seen)
        .min(Comparator.comparingInt(Status::rank))
        .orElse(Status.UNKNOWN);
  }

  /** All that is wrong, the worst first: none hides another. */
  String verdict() {
    if (status() == Status.OK) {
      return "All checks are ok";
    }
    long critical = count(Board::critical);
    long unknown = count(board -> board.status() == Status.UNKNOWN);
    long warn = count(board -> board.status() == Status.WARNING);
    List<String> parts = new ArrayList<>();
    String checks = " of " + boards.size() + " checks ";
    if (critical > 0) {
      parts.add(critical + checks + "are critical");
    }
    if (unknown > 0 || (parts.isEmpty() && warn == 0)) {
      parts.add(unknown + (parts.isEmpty() ? checks + "are unknown" : " unknown"));
    }
    if (warn > 0) {
      parts.add(warn + (parts.isEmpty() ? checks + "warn" : warn == 1 ? " warns" : " warn"));
    }
    return String.join(", ", parts) + both();
  }

  private String both() {
    long both = count(Board::isBoth);
    return both == 0
        ? ""
        : " (%d %s both critical and unknown)".formatted(both, both == 1 ? "is" : "are");
  }

  private long count(Predicate<Board> which) {
    return boards.stream().filter(which).count();
  }

  /** What the incident is about; on a public page only its check. */
  String about(Incident incident) {
    return isPublic
        ? incident.finding().checkId()
        : "%s: %s: %s"
            .formatted(
                incident.finding().checkId(),
                incident.finding().subject(),
                incident.finding().summary());
  }
}
