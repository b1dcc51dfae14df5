package io.gapwatch.agent.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.Pki;
import io.gapwatch.agent.source.http.HttpSession;
import io.gapwatch.agent.source.http.Sites;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers on loopback, TLS included. */
@Timeout(120)
class HttpCheckTest {
  private final Sites site;

  HttpCheckTest() throws IOException {
    site = Sites.plain();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static CheckResult check(HttpSession session, String yaml) {
    return check(session, yaml, Instant.now());
  }

  private static CheckResult check(HttpSession session, String yaml, Instant now) {
    HttpCheck type = new HttpCheck();
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("h", type.type(), "site", "T", type.metrics().limits(settings));
    return new Judge()
        .judge(check, type.probe(settings).ask(Contexts.of(session, now, Past.NONE)), now);
  }

  private CheckResult check(String yaml) {
    return check(Sites.session(site.url("http", "127.0.0.1"), Map.of(), Optional.empty()), yaml);
  }

  private static List<String> facts(CheckResult result) {
    return result.facts().stream().map(fact -> fact.label() + ": " + fact.text()).toList();
  }

  @Test
  void pageAsItShouldBe() {
    site.page("/health", 200, "{\"status\":\"ok\",\"parts\":[{\"name\":\"db\",\"up\":true}]}");
    CheckResult result =
        check(
            "{path: /health, body: {contains: ok}, time: off,"
                + " json: {.status: ok, .parts.0.name: db, .parts.0.up: 'true'}}");
    assertThat(result.status()).as("%s", result).isEqualTo(Status.OK);
    assertThat(result.summary()).startsWith("200 in ");
    assertThat(result.measured()).containsEntry("up", 1).containsEntry("status", 200);
  }

  /** On 11-17 /metrics answered with an error while /health said ok. */
  @Test
  void wrongStatusIsCritical() {
    site.page("/metrics", 500, "column token_group does not exist");
    CheckResult result = check("{path: /metrics, time: off}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity, Finding::summary)
        .containsExactly(tuple("status", Severity.CRITICAL, "the status is 500, not 200"));
    assertThat(check("{path: /metrics, status: 500, time: off}").status()).isEqualTo(Status.OK);
    assertThat(result.toString()).doesNotContain("token_group");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{body: {contains: fine}} | body | the body does not contain \"fine\"",
        "{json: {.status: ok}} | json .status | .status is degraded, not ok",
        "{json: {.state: ok}} | json .state | there is no .state in the body"
      })
  void whatIsInItMatters(String yaml, String subject, String words) {
    site.page("/", 200, "{\"status\":\"degraded\"}");
    CheckResult result = check(yaml.replace("}}", "}, time: off}"));
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(tuple(subject, words));
  }

  /** Beyond what a double holds; and a service that counts wildly must not end the check. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".n: 5 | .n is 1E+400, not 5",
        ".f: 0.10000000000000000002 | .f is 0.10000000000000000001, not 0.10000000000000000002"
      })
  void numbersOfAnySize(String value, String words) {
    site.page("/", 200, "{\"n\":1e400,\"f\":0.10000000000000000001}");
    assertThat(check("{json: {" + value + "}, time: off}").summary()).isEqualTo(words);
  }

  /** Ready for a shell; a query, and a path that may be a token, stay out of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path: /health/live | | curl -v ADDRESS/health/live",
        "path: /health?key=hunter2 | | curl -v ADDRESS/health",
        "path: /0123456789012345678901234567890123456789 | | curl -v ADDRESS",
        "path: /health | /hunter2 | curl -v ADDRESS",
        "'path: /health, method: HEAD' | / | curl -v -I ADDRESS/health",
        "'path: /health, redirects: 2, ip: 4' | | curl -v -L -4 ADDRESS/health"
      })
  void remedyIsALineForAShell(String keys, String base, String line) {
    site.page("/health", 500, "");
    String url = site.url("http", "127.0.0.1");
    String shell = line.replace("ADDRESS", url);
    CheckResult result =
        check(
            Sites.session(url + Optional.ofNullable(base).orElse(""), Map.of(), Optional.empty()),
            "{" + keys + ", time: off}");
    assertThat(result.findings())
        .extracting(Finding::remedy)
        .containsExactly("see the page itself (" + shell + "), and the log of its service");
  }

  @Test
  void remedyNamesTheHeadersThatItTakes() {
    site.page("/health", 401, "");
    String url = site.url("http", "127.0.0.1");
    CheckResult result =
        check(
            Sites.session(url, Map.of("Authorization", "hunter2"), Optional.empty()),
            "{path: /health, time: off}");
    assertThat(result.findings().get(0).remedy())
        .contains("curl -v -H 'Authorization: …' " + url + "/health")
        .doesNotContain("hunter2");
  }

  /** What some servers write where there should be an address. */
  @ParameterizedTest
  @ValueSource(
      strings = {"http:///health", "http:health", "//under_score/", "ht!tp://%%%", "?", ""})
  void redirectToNoAddressIsTheAnswer(String location) {
    site.page("/", 302, "", "Location", location);
    assertThat(check("{redirects: 3, time: off}").summary())
        .isEqualTo(
            "the status is 302, not 200, a redirect that the check does not follow (redirects)");
  }

  /** Paths as jq writes them, names that a pointer would cut, and 1.0, which is 1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\".parts[1].n\": 1 | OK",
        "\".parts[1].n\": 1.00 | OK",
        "\".parts[1].n\": 2 | CRITICAL",
        ".parts.0: a | OK",
        ".a/b: 'yes' | OK",
        ".c~d: 7 | OK",
        ".version: 1.10 | OK",
        ".version: 1.1 | CRITICAL",
        ".big: 12345678901234567890 | OK"
      })
  void valuesByTheirPath(String value, Status status) {
    site.page(
        "/",
        200,
        "{\"parts\":[\"a\",{\"n\":1.0}],\"a/b\":\"yes\",\"c~d\":7,\"version\":\"1.10\","
            + "\"big\":12345678901234567890}");
    assertThat(check("{json: {" + value + "}, time: off}").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{\"a\":\"b\"} {\"a\":\"c\"}",
        "{\"a\":\"b\"}{",
        "{\"a\":\"b\"} trouble",
        "{\"a\":\"b\"},",
        "{\"a\":\"c\",\"a\":\"b\"}",
        " "
      })
  void bodyThatIsNoJson(String body) {
    site.page("/", 200, body);
    assertThat(check("{json: {.a: b}, time: off}").findings())
        .extracting(Finding::summary)
        .containsExactly("the body is not JSON");
  }

  /** What is not in the part that was read may be in the rest. */
  @Test
  void longBodyIsUnknownWhereItWasNotRead() {
    site.page("/", 500, "first" + "a".repeat(HttpSession.MOST_READ) + "last");
    CheckResult result = check("{body: {contains: last}, json: {.a: b}, status: 500, time: off}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity, Finding::summary)
        .containsExactly(
            tuple(
                "body",
                Severity.UNKNOWN,
                "could not be checked: \"last\" is not in the first 1MiB of the body; the rest was"
                    + " not read"),
            tuple(
                "json .a",
                Severity.UNKNOWN,
                "could not be checked: only the first 1MiB of the body was read, which is not the"
                    + " whole JSON"));
    assertThat(facts(result)).anyMatch(fact -> fact.endsWith(", of which the first 1MiB was read"));
    assertThat(check("{body: {contains: first}, status: 500, time: off}").status())
        .isEqualTo(Status.OK);
    assertThat(check("{body: {contains: last}, time: off}").findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactlyInAnyOrder(
            tuple("status", Severity.CRITICAL), tuple("body", Severity.UNKNOWN));
  }

  private static byte[] gzipped(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text);
    }
    return out.toByteArray();
  }

  @Test
  void compressedBodyIsUnpacked() throws IOException {
    byte[] text = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
    site.page("/gzip", 200, gzipped(text), "Content-Encoding", "gzip");
    String yaml = "{path: /%s, body: {contains: ok}, json: {.status: ok}, time: off}";
    assertThat(check(yaml.formatted("gzip")).status()).isEqualTo(Status.OK);
    assertThat(site.seen("/gzip", "Accept-encoding")).contains("identity");
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(text);
    }
    site.page("/deflate", 200, deflated.toByteArray(), "Content-Encoding", "deflate");
    assertThat(check(yaml.formatted("deflate")).status()).isEqualTo(Status.OK);
  }

  /** A few KiB that unpack to 64 MiB. */
  @Test
  void unpackingIsBounded() throws IOException {
    site.page("/", 200, gzipped(new byte[64 << 20]), "Content-Encoding", "gzip");
    assertThat(check("{body: {contains: last}, time: off}").findings())
        .extracting(Finding::summary)
        .containsExactly(
            "could not be checked: \"last\" is not in the first 1MiB of the body; the rest was not"
                + " read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "br | - | the body is compressed, although that was not asked for: br",
        "gzip, gzip | - | the body is compressed, although that was not asked for: gzip, gzip",
        "gzip | - | the body is said to be gzip, and is not",
        "deflate | - | the body is said to be deflate, and is not",
        "- | - | the body is not UTF-8, and no charset is named",
        "- | text/html; charset=utf-8 | the body is said to be utf-8, and is not",
        "- | text/html; charset=US-ASCII | the body is said to be US-ASCII, and is not",
        "- | text/html; charset=klingon | the body is said to be klingon, which is not known here"
      })
  void bodyThatCannotBeReadIsUnknown(String encoding, String type, String reason) {
    byte[] latin =
        "{\"status\":\"ok\",\"by\":\"M\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1);
    List<String> headers = new ArrayList<>();
    if (encoding != null) {
      headers.addAll(List.of("Content-Encoding", encoding));
    }
    if (type != null) {
      headers.addAll(List.of("Content-Type", type));
    }
    site.page("/", 200, latin, headers.toArray(String[]::new));
    CheckResult result = check("{body: {contains: ok}, json: {.status: ok}, time: off}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            tuple("body", "could not be checked: " + reason),
            tuple("json .status", "could not be checked: " + reason));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, application/json",
    "UTF-8, text/html; charset=\"utf-8\"",
    "ISO-8859-1, text/html; charset=ISO-8859-1",
    "windows-1252, text/html;Charset=windows-1252",
    "UTF-16, text/html; charset=UTF-16"
  })
  void charsetsAreRead(String charset, String type) throws IOException {
    byte[] body = "{\"by\":\"M\u00fcller\"}".getBytes(charset);
    site.page("/", 200, body, "Content-Type", type);
    assertThat(
            check("{body: {contains: M\u00fcller}, json: {.by: M\u00fcller}, time: off}").status())
        .isEqualTo(Status.OK);
  }

  @Test
  void byteOrderMarkIsNoPartOfTheText() {
    site.page("/", 200, "\ufeff{\"a\":\"b\"}");
    assertThat(check("{json: {.a: b}, time: off}").status()).isEqualTo(Status.OK);
  }

  /** A letter of two bytes, of which the first one is the last that is read. */
  @Test
  void letterAtTheBoundIsNoDamage() {
    site.page("/", 200, "first" + "a".repeat(HttpSession.MOST_READ - 6) + "\u00fc");
    assertThat(check("{body: {contains: first}, time: off}").status()).isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 1048576 | ALL | CRITICAL",
        "Content-Length: 1048577 | ALLa | UNKNOWN",
        "Server: x | ALL | CRITICAL",
        "Server: x | ALLa | UNKNOWN",
        "Transfer-Encoding: chunked | 100000;ALL;0; | CRITICAL",
        "Transfer-Encoding: chunked | 100000;ALL;1;a;0; | UNKNOWN",
        "Transfer-Encoding: chunked | 100001;ALLa;0; | UNKNOWN"
      })
  void endOfTheBodyIsKnownToTheByte(String header, String body, Status status) throws IOException {
    String all = "a".repeat(HttpSession.MOST_READ);
    String answer =
        "HTTP/1.1 200 OK\n" + header + "\n\n" + body.replace(';', '\n').replace("ALL", all);
    assertThat(raw(answer, "{body: {contains: last}, time: off}").status()).isEqualTo(status);
  }

  @Test
  void redirectsAreFollowedAsFarAsAllowedAndSecretsStay() throws IOException {
    try (Sites other = Sites.plain()) {
      other.page("/there", 200, "ok");
      site.page("/go", 302, "", "Location", other.url("http", "127.0.0.1") + "/there");
      site.page("/here", 302, "", "Location", "/go");
      HttpSession session =
          Sites.session(
              site.url("http", "127.0.0.1"), Map.of("Authorization", "hunter2"), Optional.empty());
      assertThat(check(session, "{path: /here, time: off}").findings())
          .extracting(Finding::summary)
          .containsExactly(
              "the status is 302, not 200, a redirect that the check does not follow"
                  + " (redirects)");
      CheckResult result = check(session, "{path: /here, redirects: 2, time: off}");
      assertThat(result.status()).isEqualTo(Status.OK);
      assertThat(facts(result)).contains("Redirected: to " + other.url("http", "127.0.0.1"));
      assertThat(site.seen("/go", "Authorization")).contains("hunter2");
      assertThat(other.seen("/there", "Authorization")).isEmpty();
      assertThat(result.toString()).doesNotContain("hunter2");
    }
  }

  @Test
  void nobodyListens() throws IOException {
    try (ClosedPort port = new ClosedPort()) {
      CheckResult result =
          check(
              Sites.session("http://127.0.0.1:" + port.number(), Map.of(), Optional.empty()), "{}");
      assertThat(result.findings())
          .extracting(Finding::subject, Finding::severity)
          .containsExactly(tuple("answer", Severity.CRITICAL));
      assertThat(result.summary()).contains("refused");
    }
  }

  @Test
  void nameWithoutAddress() {
    HttpSession session = Sites.session("http://no-such-host.invalid", Map.of(), Optional.empty());
    assertThat(check(session, "{}").summary()).contains("no address of this name");
  }

  /** prometheus/blackbox_exporter#819: IPv6 in a black hole, IPv4 works. */
  @Test
  void versionOfIpThatFailsIsTold() {
    site.page("/", 200, "ok");
    HttpSession session =
        Sites.session(
            site.url("http", "gateway.example.org"),
            Map.of(),
            Optional.empty(),
            "::1",
            "127.0.0.1");
    CheckResult any = check(session, "{time: off}");
    assertThat(any.status()).isEqualTo(Status.OK);
    assertThat(facts(any)).anyMatch(fact -> fact.startsWith("IPv6: failed: "));
    assertThat(any.measured()).containsEntry("failedFamilies", 1);
    assertThat(check(session, "{failedFamilies: {warning: 0}, time: off}").status())
        .isEqualTo(Status.WARNING);
    assertThat(check(session, "{ip: 4, time: off}").status()).isEqualTo(Status.OK);
    CheckResult six = check(session, "{ip: 6, time: off}");
    assertThat(six.status()).isEqualTo(Status.CRITICAL);
    assertThat(six.summary()).contains("over IPv6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2;x=y\nal\n8\nl is wel\n1\nl\n0\n\n",
        "HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\n\nall is well",
        "HTTP/1.0 200\ncontent-length: 11\n\nall is well"
      })
  void waysOfWritingAnAnswer(String answer) throws IOException {
    assertThat(raw(answer, "{body: {contains: all is well}, time: off}").status())
        .isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
      })
  void whatIsNoAnswerIsDown(String answer) throws IOException {
    assertThat(raw(answer, "{}").status()).isEqualTo(Status.CRITICAL);
  }

  /** A server that says this to whoever connects, and hangs up. */
  private static CheckResult raw(String answer, String yaml) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(server, answer));
      thread.setDaemon(true);
      thread.start();
      return check(
          Sites.session("http://127.0.0.1:" + server.getLocalPort(), Map.of(), Optional.empty()),
          yaml);
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      byte[] request = new byte[8192];
      if (socket.getInputStream().read(request) > 0) {
        String text = answer.replace("\r\n", "\n").replace("\n", "\r\n");
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The client went away first.
    }
  }

  @Test
  void certificates(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Pki pki = new Pki(folder);
    pki.server("good", Pki.ROOT, 0, 90, "dns:gateway.example.org");
    pki.server("soon", Pki.ROOT, 0, 20, "dns:gateway.example.org");
    pki.server("now", Pki.ROOT, 0, 5, "dns:gateway.example.org");
    pki.server("expired", Pki.ROOT, -40, 30, "dns:gateway.example.org");
    pki.server("other", Pki.ROOT, 0, 90, "dns:elsewhere.example.org");
    pki.server("own", "", 0, 90, "dns:gateway.example.org");
    Optional<Path> ca = Optional.of(pki.certificate(Pki.ROOT));

    CheckResult good = secured(pki, "good", ca);
    assertThat(good.status()).as("%s", good).isEqualTo(Status.OK);
    assertThat(facts(good))
        .anyMatch(fact -> fact.startsWith("Certificate: CN=good expires in 89d"));
    assertThat(secured(pki, "soon", ca).findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("certificate", Severity.WARNING));
    assertThat(secured(pki, "now", ca).findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("certificate", Severity.CRITICAL));
    CheckResult expired = secured(pki, "expired", ca);
    assertThat(expired.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(
            tuple("answer", Severity.CRITICAL), tuple("certificate", Severity.CRITICAL));
    assertThat(expired.summary()).contains("has expired").doesNotContain("Exception");
    assertThat(expired.findings().get(1).summary()).contains("CN=expired expired 10d ");
    assertThat(expired.findings())
        .extracting(Finding::remedy)
        .allMatch(
            remedy ->
                remedy.matches(
                    ".*: openssl s_client -connect gateway\\.example\\.org:\\d+"
                        + " -servername gateway\\.example\\.org -showcerts < /dev/null"));
    assertThat(secured(pki, "other", ca).summary()).contains("TLS failed", "gateway.example.org");
    assertThat(secured(pki, "own", ca).summary())
        .contains("TLS failed", "no authority that is trusted here")
        .doesNotContain("Exception");
    assertThat(secured(pki, "good", Optional.empty()).summary()).contains("TLS failed");
  }

  /** home-assistant/core#122426: an intermediate ends before the leaf. */
  @Test
  void certificateOfTheChainThatEndsFirst(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Pki pki = new Pki(folder);
    pki.authority("between", Pki.ROOT, 6);
    pki.server("leaf", "between", 0, 51, "dns:gateway.example.org");
    CheckResult result = secured(pki, "leaf", Optional.of(pki.certificate(Pki.ROOT)));
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity)
        .containsExactly(tuple("certificate", Severity.CRITICAL));
    assertThat(result.findings().get(0).summary())
        .contains("CN=between, of the chain, expires in 5d");
  }

  private static CheckResult secured(Pki pki, String name, Optional<Path> ca)
      throws IOException, GeneralSecurityException {
    try (Sites secure = Sites.secured(pki.of(name))) {
      secure.page("/", 200, "ok");
      return check(
          Sites.session(secure.url("https", "gateway.example.org"), Map.of(), ca, "127.0.0.1"),
          "{time: off}");
    }
  }
}
