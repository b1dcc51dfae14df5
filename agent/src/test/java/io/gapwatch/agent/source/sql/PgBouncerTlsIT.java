package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source through PgBouncer with TLS: what is believed, and what is refused. */
class PgBouncerTlsIT extends BehindPgBouncer {
  PgBouncerTlsIT() throws IOException, SQLException {}

  @Test
  void withTls(@TempDir Path folder, @TempDir Path other) throws Exception {
    Certificate own = Certificate.create(folder, "pooler", "dns:localhost");
    Certificate foreign = Certificate.create(other, "foreign", "dns:localhost");
    try (PgBouncer pooler =
        start(
            folder,
            TRANSACTION,
            "client_tls_sslmode = require",
            "client_tls_cert_file = " + own.certificate(),
            "client_tls_key_file = " + own.key())) {
      String byAddress = pooler.url(server, "postgres");
      String byName = byAddress.replace("127.0.0.1", "localhost");
      for (String right :
          List.of(
              byAddress + "?sslmode=require",
              byAddress + "?sslmode=require&channel_binding=prefer",
              byAddress + "?sslmode=verify-ca&sslrootcert=" + own.certificate(),
              byAddress + "?sslmode=require&sslrootcert=" + own.certificate(),
              byName + "?sslmode=verify-full&sslrootcert=" + own.certificate())) {
        try (SqlSession session = open(right)) {
          assertThat(numbers(session, "SELECT 7")).as(right).containsExactly(7L);
        }
      }
      assertThat(
              unavailable(
                      () ->
                          open(byAddress + "?sslmode=verify-full&sslrootcert=" + own.certificate()))
                  .remedy())
          .contains("the certificate is for another host");
      for (String wrong :
          List.of(
              "?sslmode=verify-full&sslrootcert=" + foreign.certificate(),
              "?sslmode=require&sslrootcert=" + foreign.certificate(),
              "?sslmode=verify-full&sslrootcert=" + folder.resolve("missing.crt"),
              "?sslmode=verify-full",
              "?sslrootcert=system")) {
        assertThat(unavailable(() -> open(byName + wrong)).remedy())
            .as(wrong)
            .contains("sslrootcert names the file");
      }
      assertThat(unavailable(() -> open(byAddress + "?sslmode=disable")).remedy())
          .contains("sslmode=require");
    }
    try (PgBouncer plain = start(folder, TRANSACTION)) {
      assertThat(unavailable(() -> open(plain.url(server, "postgres") + "?sslmode=require")))
          .hasMessageContaining("SSL");
    }
  }

  private PgBouncer startOnIpv6(Path folder, Certificate certificate) throws Exception {
    return PgBouncer.start(
        folder,
        server,
        "::1",
        TRANSACTION,
        "client_tls_sslmode = require",
        "client_tls_cert_file = " + certificate.certificate(),
        "client_tls_key_file = " + certificate.key());
  }

  /** The driver compares texts, and Java writes the address of a certificate in full. */
  @Test
  void certificateOfAnIpv6Address(@TempDir Path folder, @TempDir Path other) throws Exception {
    Certificate own = Certificate.create(folder, "pooler", "ip:::1");
    try (PgBouncer pooler = startOnIpv6(folder, own)) {
      String url =
          pooler.url(server, "postgres") + "?sslmode=verify-full&sslrootcert=" + own.certificate();
      try (SqlSession session = open(url)) {
        assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
      }
    }
    Certificate foreign = Certificate.create(other, "pooler", "ip:::2");
    try (PgBouncer pooler = startOnIpv6(other, foreign)) {
      String url =
          pooler.url(server, "postgres")
              + "?sslmode=verify-full&sslrootcert="
              + foreign.certificate();
      SourceUnavailableException wrong = unavailable(() -> open(url));
      assertThat(wrong).hasMessageEndingWith("the server's certificate is not for [::1]");
      assertThat(wrong.remedy()).contains("the certificate is for another host");
    }
  }

  /** The roots of the machine, where the test can say what they are. */
  @Test
  void systemRootsAreBelieved(@TempDir Path folder) throws Exception {
    Certificate own = Certificate.create(folder, "pooler", "dns:localhost");
    try (PgBouncer pooler =
        start(
            folder,
            TRANSACTION,
            "client_tls_sslmode = require",
            "client_tls_cert_file = " + own.certificate(),
            "client_tls_key_file = " + own.key())) {
      String url =
          pooler.url(server, "postgres").replace("127.0.0.1", "localhost") + "?sslrootcert=system";
      PostgresTls machine =
          new PostgresTls(
              Path::of,
              folder.resolve("none.crt"),
              List.of(folder.resolve("x"), own.certificate()));
      try (SqlSession session =
          new PostgresSource("ledger", PostgresAddress.parse("ledger", new Secret(url)), machine)
              .open(TIMEOUT)) {
        assertThat(numbers(session, "SELECT 7")).containsExactly(7L);
      }
    }
  }
}
