package io.gapwatch.agent.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A request in progress. Redirects are not followed, so that no secret reaches another host.
 *
 * <p>This is the JDK's older client. For a short-lived process with a few requests it starts 0.1 s
 * faster than {@code java.net.http}, which has its own threads and loads all root certificates even
 * if no URL is https.
 */
public final class Exchange {
  static {
    // One connection per request: when a kept-alive one is abandoned, the JDK drains it for up to 5
    // s, and one that the server has closed in the meantime loses a POST.
    System.setProperty("http.keepAlive", "false");
  }

  /** Far more than any expected response; a captive portal's login page may be long. */
  private static final int LONGEST_ANSWER = 1 << 20;

  private static final int FIRST_ERROR = 400;

  /** Names the length of what it does not send. */
  private static final int NOT_MODIFIED = 304;

  private final Request request;
  private final HttpURLConnection connection;
  private final long end;
  private volatile boolean aborted;

  private Exchange(Request request, HttpURLConnection connection, long end) {
    this.request = request;
    this.connection = connection;
    this.end = end;
  }

  /**
   * Prepares the request; nothing is sent yet.
   *
   * @param connect the connect timeout
   * @param whole the time from now to the last byte of the answer, whatever it is spent on
   */
  public static Exchange of(Request request, Duration connect, Duration whole) throws IOException {
    WireLogs.off();
    HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
    if (connection instanceof HttpsURLConnection https) {
      request.trust().ifPresent(https::setSSLSocketFactory);
    }
    connection.setConnectTimeout((int) connect.toMillis());
    connection.setReadTimeout((int) whole.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method());
    connection.setRequestProperty("User-Agent", "gapwatch");
    connection.setRequestProperty("Accept", "*/*");
    request.headers().forEach(connection::setRequestProperty);
    connection.setDoOutput(request.hasBody());
    if (request.hasBody() && !request.repeatable()) {
      // Otherwise the JDK buffers the body and resends it when the connection breaks.
      connection.setFixedLengthStreamingMode(request.body().length);
    }
    return new Exchange(request, connection, System.nanoTime() + whole.toNanos());
  }

  /**
   * Connects without sending, for callers that must tell a failed connection from a failed request.
   *
   * @throws SocketTimeoutException when it took too long
   */
  public void connect() throws IOException {
    inTime(
        () -> {
          connection.connect();
          return true;
        });
  }

  /**
   * Sends the request and waits for the whole response.
   *
   * @throws SocketTimeoutException when it took too long
   */
  public Answer answer() throws IOException {
    return inTime(this::exchanged);
  }

  /** The JDK's own timeouts begin anew with each piece, and do not cover the look-up of a name. */
  private <T> T inTime(Callable<T> step) throws IOException {
    FutureTask<T> task = new FutureTask<>(step);
    Thread thread = new Thread(task, "http");
    // One that hangs must not keep the process alive.
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      abort();
      throw new SocketTimeoutException("no complete answer in time");
    } catch (InterruptedException interrupted) {
      abort();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (ExecutionException failed) {
      throw thrown(Objects.requireNonNullElse(failed.getCause(), failed));
    }
  }

  private IOException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    // Disconnecting closes the client under the thread that waits for it.
    if (cause instanceof RuntimeException bug && !aborted) {
      throw bug;
    }
    return cause instanceof IOException io ? io : new IOException("cancelled", cause);
  }

  private Answer exchanged() throws IOException {
    if (request.hasBody()) {
      send(request.body());
    }
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the response is not HTTP");
    }
    return new Answer(status, headers(), body(status));
  }

  private void send(byte[] body) throws IOException {
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    connection
        .getHeaderFields()
        .forEach(
            (@Nullable String name, List<String> values) -> {
              // The status line has a null name.
              if (name != null) {
                headers.put(name, values);
              }
            });
    return headers;
  }

  private String body(int status) throws IOException {
    try (InputStream in =
        status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
      // The JDK keeps the words of a 401 to itself.
      return in == null ? "" : new String(whole(in), StandardCharsets.UTF_8);
    }
  }

  /** The JDK takes the end of the connection for the end of the answer. */
  private byte[] whole(InputStream in) throws IOException {
    byte[] body = in.readNBytes(LONGEST_ANSWER);
    long promised = connection.getContentLengthLong();
    if (body.length < Math.min(promised, LONGEST_ANSWER)
        && !request.method().equals("HEAD")
        && connection.getResponseCode() != NOT_MODIFIED) {
      throw new EOFException(
          "the answer was cut off after %d of %d bytes".formatted(body.length, promised));
    }
    return body;
  }

  /** Cancels the request, from any thread: whoever waits for the response gets an exception. */
  public void abort() {
    aborted = true;
    connection.disconnect();
  }
}
