package io.gapwatch.agent.probe.http;

import static io.gapwatch.agent.probe.http.JudgedSite.check;
import static io.gapwatch.agent.probe.http.JudgedSite.facts;
import static io.gapwatch.agent.probe.http.JudgedSite.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.http.HttpSession;
import io.gapwatch.agent.source.http.Sites;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are long, compressed, in other charsets, or damaged. */
@Timeout(120)
class BodyTest {
  private final Sites site;

  BodyTest() throws IOException {
    site = Sites.plain();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  /** What is not in the part that was read may be in the rest. */
  @Test
  void longBodyIsUnknownWhereItWasNotRead() {
    site.page("/", 500, "first" + "a".repeat(HttpSession.MOST_READ) + "last");
    CheckResult result =
        check(site, "{body: {contains: last}, json: {.a: b}, status: 500, time: off}");
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
    assertThat(check(site, "{body: {contains: first}, status: 500, time: off}").status())
        .isEqualTo(Status.OK);
    assertThat(check(site, "{body: {contains: last}, time: off}").findings())
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
    assertThat(check(site, yaml.formatted("gzip")).status()).isEqualTo(Status.OK);
    assertThat(site.seen("/gzip", "Accept-encoding")).contains("identity");
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(text);
    }
    site.page("/deflate", 200, deflated.toByteArray(), "Content-Encoding", "deflate");
    assertThat(check(site, yaml.formatted("deflate")).status()).isEqualTo(Status.OK);
  }

  /** A few KiB that unpack to 64 MiB. */
  @Test
  void unpackingIsBounded() throws IOException {
    site.page("/", 200, gzipped(new byte[64 << 20]), "Content-Encoding", "gzip");
    assertThat(check(site, "{body: {contains: last}, time: off}").findings())
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
    CheckResult result = check(site, "{body: {contains: ok}, json: {.status: ok}, time: off}");
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
            check(site, "{body: {contains: M\u00fcller}, json: {.by: M\u00fcller}, time: off}")
                .status())
        .isEqualTo(Status.OK);
  }

  @Test
  void byteOrderMarkIsNoPartOfTheText() {
    site.page("/", 200, "\ufeff{\"a\":\"b\"}");
    assertThat(check(site, "{json: {.a: b}, time: off}").status()).isEqualTo(Status.OK);
  }

  /** A letter of two bytes, of which the first one is the last that is read. */
  @Test
  void letterAtTheBoundIsNoDamage() {
    site.page("/", 200, "first" + "a".repeat(HttpSession.MOST_READ - 6) + "\u00fc");
    assertThat(check(site, "{body: {contains: first}, time: off}").status()).isEqualTo(Status.OK);
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
}
