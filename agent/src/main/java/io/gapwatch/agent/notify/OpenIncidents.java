package io.gapwatch.agent.notify;

import io.gapwatch.agent.incident.Incident;
import java.time.Instant;
import java.util.List;

/**
 * What is open, and was told to one channel before.
 *
 * @param at when the run began, UTC
 * @param until when three more runs of the job should be over, UTC
 */
public record OpenIncidents(String job, Instant at, Instant until, List<Incident> incidents) {

  public OpenIncidents {
    incidents = List.copyOf(incidents);
  }
}
