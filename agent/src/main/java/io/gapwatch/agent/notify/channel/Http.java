package io.gapwatch.agent.notify.channel;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts once and waits no longer than the time-out for the whole answer. Follows no redirect, so
 * that nothing secret is carried to another host.
 */
final class Http {
  /**
   * One for the process. Java 17 cannot close a client: its thread and its open files stay until it
   * is collected, so those of each run would pile up in {@code gapwatch watch}.
   */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER).build();

  private final Duration timeout;

  Http(Duration timeout) {
    this.timeout = timeout;
  }

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

  HttpResponse<String> post(HttpRequest.Builder request) throws NoAnswerException {
    // The JDK's own time-out ends with the headers; this one covers the body too.
    CompletableFuture<HttpResponse<String>> answer =
        CLIENT.sendAsync(request.timeout(timeout).build(), BodyHandlers.ofString());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoAnswerException("interrupted while waiting for the answer");
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new NoAnswerException("no answer within " + timeout.toSeconds() + "s");
    } catch (ExecutionException failed) {
      throw new NoAnswerException(reason(failed.getCause()));
    }
  }

  /** Why it failed, by its kind: the exception's own text may quote the address. */
  private String reason(@Nullable Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "no answer within " + timeout.toSeconds() + "s";
    }
    if (cause instanceof ConnectException) {
      return "cannot connect; check the network, the name service and the firewall";
    }
    if (cause instanceof SSLException) {
      return "no safe connection; check the certificate and the clock";
    }
    return "the connection broke (" + kind(cause) + ")";
  }

  private static String kind(@Nullable Throwable cause) {
    return cause == null ? "no cause given" : cause.getClass().getSimpleName();
  }
}
