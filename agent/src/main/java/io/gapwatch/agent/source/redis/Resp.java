package io.gapwatch.agent.source.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Redis' protocol, version 2, as far as questions with one answer need it. A client library would
 * take ten times the CPU of the whole check in a process that cron starts (adr/0017).
 */
final class Resp implements AutoCloseable {
  /** INFO is some kilobytes. */
  private static final int LONGEST = 1 << 20;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Resp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /**
   * The answer to a command.
   *
   * @throws RedisRefusal if it is an error
   * @throws IOException if there is none in time, or it is not of this protocol; the connection is
   *     closed then
   */
  String ask(Duration timeout, String... command) throws IOException {
    if (!isOpen()) {
      throw new IOException("the connection was given up after a question without an answer");
    }
    boolean whole = false;
    try {
      send(timeout, command);
      String answer = answer();
      whole = true;
      return answer;
    } catch (RedisRefusal refusal) {
      whole = true;
      throw refusal;
    } finally {
      if (!whole) {
        // What comes late, or the rest of what was not read, is no answer to the next question.
        socket.close();
      }
    }
  }

  private void send(Duration timeout, String... command) throws IOException {
    socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis())));
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(bytes("*" + command.length + "\r\n"));
    for (String word : command) {
      byte[] text = bytes(word);
      request.writeBytes(bytes("$" + text.length + "\r\n"));
      request.writeBytes(text);
      request.writeBytes(bytes("\r\n"));
    }
    out.write(request.toByteArray());
    out.flush();
  }

  private String answer() throws IOException {
    String line = line();
    String rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+', ':' -> rest;
      case '-' -> throw new RedisRefusal(rest);
      case '$' -> bulk(rest);
      default -> throw new IOException("what answers does not speak the Redis protocol");
    };
  }

  private String bulk(String length) throws IOException {
    if (!length.matches("-?\\d{1,7}") || Integer.parseInt(length) > LONGEST) {
      throw new IOException("the answer is too long");
    }
    int count = Integer.parseInt(length);
    if (count < 0) {
      return "";
    }
    byte[] text = in.readNBytes(count);
    if (text.length < count || !line().isEmpty()) {
      throw new EOFException("the answer ended early");
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (line.size() > LONGEST) {
        throw new IOException("the answer is too long");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
