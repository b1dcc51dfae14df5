package io.gapwatch.agent.notify.channel;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.Request;
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
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Posts once and waits no longer than the time-out for the whole answer. */
record Http(Duration timeout) {

  /** There was no answer; the message says why and quotes neither address nor content. */
  static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    NoAnswerException(String reason) {
      super(reason);
    }

    /** The reason, in words. */
    String reason() {
      return String.valueOf(getMessage());
    }
  }

  Answer post(Request request) throws NoAnswerException {
    try {
      return await(Exchange.of(request, timeout, timeout));
    } catch (IOException e) {
      throw new NoAnswerException(reason(e));
    }
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
      return "cannot connect; check the network, the name service and the firewall";
    }
    if (cause instanceof SSLException) {
      return "no safe connection; check the certificate and the clock";
    }
    return "the connection broke (" + kind(cause) + ")";
  }

  private String tooLate() {
    return "no answer within " + timeout.toSeconds() + "s";
  }

  private static String kind(@Nullable Throwable cause) {
    return cause == null ? "no cause given" : cause.getClass().getSimpleName();
  }
}
