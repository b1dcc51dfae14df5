package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.HttpTrouble;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.text.Durations;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Posts to one vendor. Each request is sent once; trouble with the network is an outcome, never an
 * exception, and its reason quotes neither address nor content.
 *
 * @param vendor its name, as people know it
 * @param timeout for one request and its whole answer
 */
public record WebClient(String vendor, Duration timeout) {

  /**
   * Posts and judges the answer.
   *
   * @param judge what the answer means to this vendor
   */
  public Delivery post(Request request, Function<Answer, Delivery> judge) {
    try {
      return judge.apply(Exchange.of(request, timeout, timeout).answer());
    } catch (SocketTimeoutException late) {
      return failed("no answer within " + Durations.text(timeout));
    } catch (IOException e) {
      return failed(
          Thread.currentThread().isInterrupted()
              ? "interrupted while waiting for the answer"
              : HttpTrouble.inWords(e));
    }
  }

  /** Asks; empty where there is no answer, or none of use. */
  public <T> Optional<T> ask(Request request, Function<Answer, Optional<T>> reading) {
    try {
      return reading.apply(Exchange.of(request, timeout, timeout).answer());
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** Of an answer that tells nothing but its status: it may work later. */
  public Delivery.Failed unexpected(Answer answer) {
    return new Delivery.Failed(vendor + " answered " + answer.status());
  }

  /** Of an answer that says OK in words that are not the vendor's. */
  public Delivery.Failed foreign() {
    return new Delivery.Failed(
        "the answer is not from " + vendor + "; is there a proxy or a login page in between?");
  }

  private Delivery failed(String reason) {
    return new Delivery.Failed(vendor + ": " + reason);
  }
}
