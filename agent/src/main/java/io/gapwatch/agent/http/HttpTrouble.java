package io.gapwatch.agent.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there was no answer, by its kind: the exception's own text may quote the address. */
public final class HttpTrouble {
  private HttpTrouble() {}

  /** The reason; the caller has named the server. */
  public static String inWords(@Nullable Throwable cause) {
    if (cause instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof UnknownHostException) {
      return "its name is unknown; check the network and DNS";
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return "cannot connect; check the network, DNS and the firewall";
    }
    if (cause instanceof SSLException) {
      return "TLS handshake failed; check the certificate and the clock";
    }
    return "the connection was lost before the answer was complete";
  }
}
