package io.gapwatch.agent.source.sql;

import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import org.postgresql.ssl.PGjdbcHostnameVerifier;

/**
 * Whether a certificate is for a host, as PostgreSQL's driver decides it, but for IPv6 addresses:
 * the driver compares texts, and a certificate's address is {@code 0:0:0:0:0:0:0:1} for Java where
 * an operator writes {@code ::1}. The driver makes it by name.
 */
public final class PostgresHostName implements HostnameVerifier {
  /** Called by the driver. */
  public PostgresHostName() {}

  @Override
  public boolean verify(String host, SSLSession session) {
    return PGjdbcHostnameVerifier.INSTANCE.verify(asInCertificates(host), session);
  }

  /** The zone after a percent sign is of this machine, and in no certificate. */
  static String asInCertificates(String host) {
    if (!host.startsWith("[") || !host.endsWith("]")) {
      return host;
    }
    try {
      String address = host.replaceFirst("%.*]$", "]");
      // One in brackets is never looked up.
      return "[" + InetAddress.getByName(address).getHostAddress() + "]";
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
