package io.gapwatch.agent.probe.http;

import static io.gapwatch.agent.probe.http.JudgedSite.check;
import static io.gapwatch.agent.probe.http.JudgedSite.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.Pki;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.Trust;
import io.gapwatch.agent.source.http.Sites;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the cause is plain, it is told, and the remedy is about it. */
@Timeout(120)
class PlainCauseTest {
  private static final String NAME = "gateway.example.org";

  private static Finding answer(CheckResult result) {
    return result.findings().get(0);
  }

  @Test
  void fileOfAuthorities(@TempDir Path folder) throws Exception {
    Pki pki = new Pki(folder);
    pki.server("leaf", Pki.ROOT, 0, 90, "dns:" + NAME);
    assertUnusable(folder.resolve("none.pem"), "there is no such file", "correct the path");
    assertUnusable(folder, "it is a folder", "name a file");
    assertUnusable(Files.writeString(folder.resolve("empty.pem"), ""), "it is empty", "in PEM");
    assertUnusable(
        Files.writeString(folder.resolve("text.pem"), "no certificate"),
        "no certificate in PEM in it",
        "openssl x509 -inform der");
    assertUnusable(pki.privateKey("leaf"), "a private key, and no certificate", "not its key");
  }

  private static void assertUnusable(Path file, String cause, String remedy) {
    assertThatThrownBy(() -> Trust.of("site", file))
        .isInstanceOfSatisfying(
            SourceUnavailableException.class,
            e -> {
              assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining(cause);
              assertThat(e.remedy()).contains(remedy);
            });
  }

  @Test
  void certificateOfAnotherTime(@TempDir Path folder) throws Exception {
    Pki pki = new Pki(folder);
    pki.serverFrom("early", Pki.ROOT, "+3d", 90, "dns:" + NAME);
    pki.server("late", Pki.ROOT, -40, 30, "dns:" + NAME);
    CheckResult early = secured(pki, "early");
    assertThat(answer(early).summary())
        .contains("CN=early", "is not valid yet, only from 20")
        .doesNotContain("expired");
    assertThat(answer(early).remedy()).contains("clock of this machine (timedatectl)");
    CheckResult late = secured(pki, "late");
    assertThat(answer(late).summary())
        .contains("has expired: CN=late", " on 20")
        .doesNotContain("not valid yet");
    assertThat(answer(late).remedy()).startsWith("renew the certificate");
  }

  private static CheckResult secured(Pki pki, String name) throws Exception {
    try (Sites secure = Sites.secured(pki.of(name))) {
      return check(
          Sites.session(
              secure.url("https", NAME),
              Map.of(),
              Optional.of(pki.certificate(Pki.ROOT)),
              "127.0.0.1"),
          "{time: off}");
    }
  }

  @Test
  void tlsWhereThereIsNone() throws Exception {
    CheckResult result = raw("https", "HTTP/1.1 400 Bad Request\n\n", "{}");
    assertThat(answer(result).summary()).contains("does not speak TLS");
    assertThat(answer(result).remedy())
        .contains("write http:// in the url of site, or the port that speaks TLS");
  }

  @Test
  void noTlsWhereThereIsOne(@TempDir Path folder) throws Exception {
    Pki pki = new Pki(folder);
    pki.server("leaf", Pki.ROOT, 0, 90, "dns:" + NAME);
    try (Sites secure = Sites.secured(pki.of("leaf"))) {
      CheckResult result =
          check(Sites.session(secure.url("http", "127.0.0.1"), Map.of(), Optional.empty()), "{}");
      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.findings().toString()).contains("https://");
    }
    CheckResult alert = raw("\u0015\u0003\u0003\u0000\u0002\u0002\u0016", "{}");
    assertThat(answer(alert).summary()).contains("this port speaks TLS");
    assertThat(answer(alert).remedy()).contains("write https:// in the url of site");
    for (String body :
        new String[] {
          "The plain HTTP request was sent to HTTPS port",
          "Client sent an HTTP request to an HTTPS server."
        }) {
      CheckResult refused =
          raw("HTTP/1.1 400 Bad Request\nConnection: close\n\n" + body, "{time: off}");
      assertThat(answer(refused).summary())
          .isEqualTo("the status is 400, not 200, because this port speaks TLS");
      assertThat(answer(refused).remedy()).contains("write https://");
    }
  }

  @Test
  void redirectsInACircle() throws Exception {
    try (Sites site = Sites.plain()) {
      site.page("/a", 302, "", "Location", "/b").page("/b", 302, "", "Location", "/a");
      site.page("/c", 302, "", "Location", "/d").page("/d", 302, "", "Location", "/e");
      CheckResult circle = check(site, "{path: /a, redirects: 5, time: off}");
      assertThat(answer(circle).summary())
          .isEqualTo("the status is 302, not 200: the redirects lead in a circle");
      site.page("/self", 302, "", "Location", "/self");
      assertThat(answer(check(site, "{path: /self, redirects: 3, time: off}")).summary())
          .contains("in a circle");
      assertThat(answer(circle).remedy()).contains("a cookie", "http and https");
      assertThat(answer(check(site, "{path: /c, redirects: 1, time: off}")).summary())
          .contains("a redirect that the check does not follow (redirects)");
    }
  }

  @Test
  void nameThatStandsTwiceInJson() throws Exception {
    try (Sites site = Sites.plain()) {
      site.page("/", 200, "{\"a\":\"c\",\"a\":\"b\"}");
      CheckResult result = check(site, "{json: {.a: b}, time: off}");
      assertThat(result.status()).isEqualTo(Status.UNKNOWN);
      assertThat(answer(result).summary())
          .isEqualTo(
              "could not be checked: the body has the name \"a\" twice in one object, of"
                  + " which readers take the first or the last");
      assertThat(answer(result).remedy()).contains("write each name once");
    }
  }
}
