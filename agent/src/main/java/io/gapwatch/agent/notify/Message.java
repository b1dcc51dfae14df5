package io.gapwatch.agent.notify;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import java.time.Instant;
import java.util.List;

/**
 * Everything one run sends to one channel.
 *
 * @param id a ULID, the same on every attempt to deliver the same message
 * @param job the job that ran
 * @param status how the run ended
 * @param at when the run began, UTC
 * @param title the verdict: {@code ❌ CHAIN UNHEALTHY}
 * @param summary lines about the data as it is now: latest block, age, gaps, window
 * @param transitions what changed, worst first; empty for a healthy summary
 * @param until when three more runs should be over, UTC, for a channel that forgets; else {@code
 *     at}
 * @param report the run's report, for a channel that carries it; else {@link Report#NONE}
 */
public record Message(
    String id,
    String job,
    Status status,
    Instant at,
    String title,
    List<String> summary,
    List<Transition> transitions,
    Instant until,
    Report report) {

  /**
   * What a run found, in full.
   *
   * @param text as plain text
   * @param page the same as a page of HTML, where there is one that says more; else empty
   */
  public record Report(String text, String page) {
    public static final Report NONE = new Report("", "");

    /** Without a page. */
    public static Report of(String text) {
      return new Report(text, "");
    }
  }

  /** For a channel that neither forgets nor carries the report. */
  public Message(
      String id,
      String job,
      Status status,
      Instant at,
      String title,
      List<String> summary,
      List<Transition> transitions) {
    this(id, job, status, at, title, summary, transitions, at, Report.NONE);
  }

  public Message {
    summary = List.copyOf(summary);
    transitions = List.copyOf(transitions);
  }

  /** The same for a channel that forgets. */
  public Message lasting(Instant time) {
    return new Message(id, job, status, at, title, summary, transitions, time, report);
  }

  /** The same for a channel that carries the report. */
  public Message carrying(Report full) {
    return new Message(id, job, status, at, title, summary, transitions, until, full);
  }

  /** A message that no run sends; channels treat it as a healthy summary. */
  public static Message byHand(Instant at, String title, String text) {
    return new Message(
        UlidCreator.getMonotonicUlid().toString(),
        "by hand",
        Status.OK,
        at,
        title,
        List.of(text),
        List.of());
  }
}
