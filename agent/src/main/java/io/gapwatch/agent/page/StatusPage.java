package io.gapwatch.agent.page;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    boards =
        boards.stream().sorted(Comparator.comparingInt(board -> board.status().rank())).toList();
    incidents = incidents.map(List::copyOf);
    maintenance = List.copyOf(maintenance);
  }

  /** The worst of all checks. */
  Status status() {
    return boards.stream()
        .map(Board::status)
        .min(Comparator.comparingInt(Status::rank))
        .orElse(Status.UNKNOWN);
  }

  long with(Status status) {
    return boards.stream().filter(board -> board.status() == status).count();
  }

  String verdict() {
    return switch (status()) {
      case OK -> "All checks are ok";
      case WARNING -> with(Status.WARNING) + " of " + boards.size() + " checks warn";
      case CRITICAL -> with(Status.CRITICAL) + " of " + boards.size() + " checks are critical";
      case UNKNOWN -> with(Status.UNKNOWN) + " of " + boards.size() + " checks are unknown";
    };
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
