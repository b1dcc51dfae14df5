package io.gapwatch.infra.remote;

import com.jcraft.jsch.JSchException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Why nobody could log in, and what to look at, for people: the library has names of classes. */
final class LoginFailure {
  private static final String OPEN =
      "; is SSH open to your address (gapwatch:sshFrom), and is it the right key?";

  private LoginFailure() {}

  /** The reason, and behind a semicolon what to try. */
  static String words(JSchException failure) {
    for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
      if (each instanceof UnknownHostException) {
        return "its name is not known here (no such host); is it written right, without a user?";
      }
      String words = words(each);
      if (words != null) {
        return words + OPEN;
      }
    }
    String message = String.valueOf(failure.getMessage());
    return (message.startsWith("timeout") ? "no answer (timed out)" : message) + OPEN;
  }

  private static @Nullable String words(Throwable cause) {
    if (cause instanceof SocketTimeoutException) {
      return "no answer of an SSH server (timed out)";
    } else if (cause instanceof ConnectException) {
      return "connection refused";
    }
    return cause instanceof SocketException ? "the connection broke" : null;
  }
}
