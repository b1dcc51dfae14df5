package io.gapwatch.agent.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request under way. Follows no redirect, so that nothing secret is carried to another host.
 *
 * <p>This is the JDK's older client. A program that cron starts for a few requests pays 0.1 s less
 * for it than for {@code java.net.http}, which has threads of its own and reads all root
 * certificates even where no address is https.
 */
public final class Exchange {
  static {
    // Each request has a connection of its own: of one that is kept, the JDK reads the rest when it
    // is given up, for up to 5 s; and one that the server has closed meanwhile loses a POST.
    System.setProperty("http.keepAlive", "false");
  }

  /** Far above what any server of ours answers; a login page between may be long. */
  private static final int LONGEST_ANSWER = 1 << 20;

  private static final int FIRST_ERROR = 400;

  private final Request request;
  private final HttpURLConnection connection;
  private volatile boolean aborted;

  private Exchange(Request request, HttpURLConnection connection) {
    this.request = request;
    this.connection = connection;
  }

  /**
   * Prepares it; nothing is sent yet.
   *
   * @param connect the longest wait for the connection
   * @param read the longest wait for the next bytes of the answer
   */
  public static Exchange of(Request request, Duration connect, Duration read) throws IOException {
    WireLogs.off();
    HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
    connection.setConnectTimeout((int) connect.toMillis());
    connection.setReadTimeout((int) read.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method());
    connection.setRequestProperty("User-Agent", "gapwatch");
    connection.setRequestProperty("Accept", "*/*");
    request.headers().forEach(connection::setRequestProperty);
    connection.setDoOutput(request.hasBody());
    if (request.hasBody() && !request.repeatable()) {
      // Else the JDK keeps the body, and sends it again when the connection breaks.
      connection.setFixedLengthStreamingMode(request.body().length);
    }
    return new Exchange(request, connection);
  }

  /** Connects and sends nothing yet, for those who must know which of the two failed. */
  public void connect() throws IOException {
    connection.connect();
  }

  /** Sends the request and waits for the whole answer. */
  public Answer answer() throws IOException {
    try {
      return exchanged();
    } catch (RuntimeException e) {
      // To give up takes the JDK's client away from under the thread that waits for it.
      if (aborted) {
        throw new IOException("given up", e);
      }
      throw e;
    }
  }

  private Answer exchanged() throws IOException {
    if (request.hasBody()) {
      send(request.body());
    }
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
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
              // The status line has no name.
              if (name != null) {
                headers.put(name, values);
              }
            });
    return headers;
  }

  private String body(int status) throws IOException {
    try (InputStream in =
        status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }
  }

  /** Gives it up, from any thread: who waits for the answer gets an exception. */
  public void abort() {
    aborted = true;
    connection.disconnect();
  }
}
