package io.gapwatch.agent.source.sql;

import java.io.EOFException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no connection, in words of the field: PostgreSQL's driver names parts of the server
 * that no operator types, and keeps the reason of a failed attempt to itself.
 */
final class DriverWords {
  private static final Pattern REFUSED =
      Pattern.compile("Connection to \\S+ refused\\. Check that the hostname .*");
  private static final String FAILED = "The connection attempt failed.";
  private static final String LATE = "Connection attempt timed out.";
  private static final String TIMED_OUT = "connection timed out";
  private static final String BROKEN = "An I/O error occurred while sending to the backend.";

  private DriverWords() {}

  /** The driver's text in other words, if there are better ones. */
  static String of(String text, SQLException e) {
    if (REFUSED.matcher(text).matches()) {
      return "connection refused";
    }
    if (text.equals(FAILED)) {
      return attempt(e);
    }
    if (text.equals(LATE)) {
      return TIMED_OUT;
    }
    return text.equals(BROKEN)
        ? e.getCause() instanceof SocketTimeoutException
            ? "no answer in time on an open connection"
            : "the connection broke"
        : text;
  }

  private static String attempt(SQLException e) {
    Throwable cause = e.getCause();
    if (cause instanceof UnknownHostException) {
      return "host not found";
    }
    if (cause instanceof EOFException || isReset(cause)) {
      return "the server closed the connection at once";
    }
    if (cause instanceof NoRouteToHostException) {
      return "no route to the host";
    }
    return cause instanceof SocketTimeoutException ? TIMED_OUT : FAILED;
  }

  /** It closed before it had read all that it was sent. */
  private static boolean isReset(@Nullable Throwable cause) {
    return cause instanceof SocketException
        && String.valueOf(cause.getMessage()).matches("Connection reset.*|Broken pipe.*");
  }
}
