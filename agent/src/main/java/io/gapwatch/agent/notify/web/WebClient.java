package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one vendor. Each request is sent once; trouble with the network is an outcome, never an
 * exception, and its reason quotes neither address nor content.
 *
 * @param vendor its name, as people know it
 * @param timeout for one request and its whole answer
 */
public record WebClient(String vendor, Duration timeout) {

  /** There was no answer; the message says why. */
  private static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    NoAnswerException(String reason) {
      super(reason);
    }
  }

  /**
   * Posts and judges the answer.
   *
   * @param judge what the answer means to this vendor
   */
  public Delivery post(Request request, Function<Answer, Delivery> judge) {
    try {
      return judge.apply(await(Exchange.of(request, timeout, timeout)));
    } catch (NoAnswerException none) {
      return failed(String.valueOf(none.getMessage()));
    } catch (IOException e) {
      return failed(reason(e));
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

  /** The client's own time-outs end with each piece of an answer; this one covers the whole. */
  private Answer await(Exchange exchange) throws NoAnswerException {
    FutureTask<Answer> answer = new FutureTask<>(exchange::answer);
    Thread thread = new Thread(answer, "http");
    // One that hangs must not keep the process alive.
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      exchange.abort();
      Thread.currentThread().interrupt();
      throw new NoAnswerException("interrupted while waiting for the answer");
    } catch (TimeoutException late) {
      exchange.abort();
      throw new NoAnswerException(tooLate());
    } catch (ExecutionException failed) {
      throw new NoAnswerException(reason(failed.getCause()));
    }
  }

  /** Why it failed, by its kind: the exception's own text may quote the address. */
  private String reason(@Nullable Throwable cause) {
    if (cause instanceof SocketTimeoutException) {
      return tooLate();
    }
    if (cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException) {
      return "cannot connect; check the network, DNS and the firewall";
    }
    if (cause instanceof SSLException) {
      return "TLS handshake failed; check the certificate and the clock";
    }
    return "the connection was lost (" + kind(cause) + ")";
  }

  private String tooLate() {
    return "no answer within " + timeout.toSeconds() + "s";
  }

  private static String kind(@Nullable Throwable cause) {
    return cause == null ? "no cause given" : cause.getClass().getSimpleName();
  }
}
