package io.gapwatch.agent.source.sql;

import java.util.List;

/** What to try where a connection to PostgreSQL is not as safe as it was asked to be. */
final class PostgresTlsRemedies {
  private static final String AUTHORITIES =
      "in the url, sslrootcert names the file of the authority's certificate, relative to the "
          + "configuration; system stands for the roots that this machine trusts";

  private PostgresTlsRemedies() {}

  static List<Remedy> all() {
    return List.of(
        Remedy.of(
            "validity check failed",
            "renew the server's certificate, or set this machine's clock (timedatectl)"),
        Remedy.of("ssl root certificate|pkix path", AUTHORITIES),
        Remedy.of(
            "could not be verified",
            "the certificate is for another host: write the name that it was made for"),
        Remedy.of(
            "ssl key file|ssl certificate (?:file|\\S+ into)|pkcs12",
            "sslcert names the client's certificate as PEM, sslkey its key as PKCS #8 in DER:"
                + " openssl pkcs8 -topk8 -in KEY -outform DER -nocrypt -out KEY.pk8"),
        Remedy.of(
            "valid client certificate|certificate authentication failed|fatal alert:"
                + " (?:certificate_required|bad_certificate|unknown_ca|certificate_unknown)",
            "the server wants a certificate of this client that it trusts, made for the user: name"
                + " it in sslcert, and its key in sslkey"),
        Remedy.of(
            "fatal alert: (?:protocol_version|handshake_failure)",
            "client and server have no version of TLS in common: the server must speak TLS 1.2 or"
                + " newer (ssl_min_protocol_version, ssl_max_protocol_version)"),
        Remedy.of(
            "terminated the handshake",
            "sslnegotiation=direct is understood by PostgreSQL 17 and newer: leave it out if it is"
                + " in the url; otherwise look in the server's log"),
        Remedy.of(
            "channel binding is required",
            "the server must store the password for SCRAM (password_encryption = scram-sha-256,"
                + " then set it anew), and be asked over TLS (sslmode=verify-full); a pooler in"
                + " between cannot: leave channel_binding=require out there"),
        Remedy.of(
            "not support gss|setting up the gss",
            "the server has no encryption by Kerberos: leave gssencmode out, and write"
                + " sslmode=verify-full"),
        Remedy.of(
            "not support ssl", "the server has no TLS: leave sslmode out on a trusted network"),
        Remedy.of("ssl required", "the server requires TLS: write sslmode=require in the url"));
  }
}
