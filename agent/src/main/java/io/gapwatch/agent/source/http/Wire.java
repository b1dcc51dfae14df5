package io.gapwatch.agent.source.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * HTTP/1.1 as far as one question over one connection needs it. The JDK's client does not let one
 * choose the address that it connects to.
 */
final class Wire {
  private static final int MOST = HttpSession.MOST_READ;
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_HEADERS = 200;

  /** What a record of TLS begins with that refuses. */
  private static final int TLS_ALERT = 0x15;

  private static final Body EMPTY = new Body("", true, Optional.empty());

  private final Socket socket;
  private final InputStream in;
  private final LongSupplier left;

  /**
   * Over this connection.
   *
   * @param left milliseconds until the deadline
   */
  Wire(Socket socket, LongSupplier left) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.left = left;
  }

  /**
   * An answer. Header names are not case-sensitive.
   *
   * @param body the text of what was read of it
   */
  record Answer(int status, Map<String, String> headers, Body body) {}

  Answer ask(String method, String target, Map<String, String> headers) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("\r\n");
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    Answer head = head();
    // 1xx is a promise of another answer.
    while (head.status < 200) {
      head = head();
    }
    boolean empty = method.equals("HEAD") || head.status == 204 || head.status == 304;
    return empty ? head : withBody(head);
  }

  private Answer head() throws IOException {
    in.mark(1);
    if (read() == TLS_ALERT) {
      throw new PlainTls();
    }
    in.reset();
    String first = line();
    if (!first.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      throw new IOException("the answer is not HTTP");
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      if (headers.size() > MOST_HEADERS) {
        throw new IOException("the answer has too many headers");
      }
    }
    return new Answer(Integer.parseInt(first.substring(9, 12)), headers, EMPTY);
  }

  private Answer withBody(Answer head) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String length = head.headers.getOrDefault("Content-Length", "");
    String encoding = head.headers.getOrDefault("Transfer-Encoding", "");
    boolean whole;
    if (encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
      whole = chunks(body);
    } else if (length.matches("\\d{1,18}")) {
      whole = copy(body, Long.parseLong(length));
    } else {
      whole = rest(body);
    }
    return new Answer(head.status, head.headers, Body.of(body.toByteArray(), whole, head.headers));
  }

  /** Whether all of them were read. */
  private boolean chunks(ByteArrayOutputStream body) throws IOException {
    boolean whole = true;
    while (whole) {
      String size = line().split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,8}")) {
        throw new IOException("the answer is not HTTP");
      }
      long count = Long.parseLong(size, 16);
      if (count == 0) {
        return true;
      }
      whole = copy(body, count);
      if (whole) {
        line();
      }
    }
    return false;
  }

  /** Stops at the bound, whatever is announced; whether that much was read. */
  private boolean copy(ByteArrayOutputStream body, long announced) throws IOException {
    long wanted = Math.min(announced, MOST - body.size());
    if (read(body, wanted) < wanted) {
      throw new EOFException("the answer ended early");
    }
    return wanted == announced;
  }

  /** Until the server hangs up, or to the bound; whether it hung up. */
  private boolean rest(ByteArrayOutputStream body) throws IOException {
    return read(body, MOST) < MOST || read() < 0;
  }

  /** Fewer bytes only if there are no more. */
  private long read(ByteArrayOutputStream body, long wanted) throws IOException {
    byte[] buffer = new byte[8192];
    long got = 0;
    while (got < wanted) {
      hurry();
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, wanted - got));
      if (read < 0) {
        return got;
      }
      body.write(buffer, 0, read);
      got += read;
    }
    return got;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = read(); next != '\n'; next = read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed without an answer");
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("the answer has too long a line");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private int read() throws IOException {
    hurry();
    return in.read();
  }

  /** One deadline for all reads: a server that drips has no more time than one that is silent. */
  private void hurry() throws IOException {
    long millis = left.getAsLong();
    if (millis <= 0) {
      throw new SocketTimeoutException("the deadline has passed");
    }
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, millis));
  }
}
