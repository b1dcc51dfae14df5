package io.gapwatch.agent.incident;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one run made of a job's incidents.
 *
 * @param incidents those still active, changed or not, and those just resolved; a pending one that
 *     is missing here is gone and nobody was notified of it
 * @param transitions what to notify people of, in the order of their ids
 */
public record Advance(List<Incident> incidents, List<Transition> transitions) {
  /** Of a job without incidents. */
  public static final Advance NOTHING = new Advance(List.of(), List.of());

  public Advance {
    incidents = List.copyOf(incidents);
    transitions = List.copyOf(transitions);
  }

  /** Both, this one first. */
  public Advance plus(Advance other) {
    return new Advance(
        Stream.concat(incidents.stream(), other.incidents.stream()).toList(),
        Stream.concat(transitions.stream(), other.transitions.stream()).toList());
  }
}
