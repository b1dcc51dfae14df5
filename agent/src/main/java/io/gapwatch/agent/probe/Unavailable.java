package io.gapwatch.agent.probe;

import io.gapwatch.agent.text.Lines;

/**
 * The result is unknown.
 *
 * @param reason what could not be done and why, without secrets
 * @param remedy what to try
 */
public record Unavailable(String reason, String remedy) implements Reading {
  public Unavailable {
    reason = Lines.visible(reason);
    remedy = Lines.visible(remedy);
  }
}
