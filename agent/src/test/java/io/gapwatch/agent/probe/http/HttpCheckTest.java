package io.gapwatch.agent.probe.http;

import static io.gapwatch.agent.probe.http.JudgedSite.check;
import static io.gapwatch.agent.probe.http.JudgedSite.facts;
import static io.gapwatch.agent.probe.http.JudgedSite.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.ClosedPort;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.http.HttpSession;
import io.gapwatch.agent.source.http.Sites;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers on loopback. */
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

  @Test
  void pageAsItShouldBe() {
    site.page("/health", 200, "{\"status\":\"ok\",\"parts\":[{\"name\":\"db\",\"up\":true}]}");
    CheckResult result =
        check(
            site,
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
    CheckResult result = check(site, "{path: /metrics, time: off}");
    assertThat(result.findings())
        .extracting(Finding::subject, Finding::severity, Finding::summary)
        .containsExactly(tuple("status", Severity.CRITICAL, "the status is 500, not 200"));
    assertThat(check(site, "{path: /metrics, status: 500, time: off}").status())
        .isEqualTo(Status.OK);
    assertThat(result.toString()).doesNotContain("token_group");
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

  /** A connection to such a port ends in the JDK's own exception. */
  @Test
  void aRedirectToNowhereIsNotFollowed() {
    for (String place : List.of("http://127.0.0.1:99999/", "http://my_host/", "http://[::1/")) {
      site.page("/away", 302, "", "Location", place);
      HttpSession session =
          Sites.session(site.url("http", "127.0.0.1"), Map.of(), Optional.empty());
      assertThat(check(session, "{path: /away, redirects: 2, time: off}").findings())
          .as(place)
          .extracting(Finding::summary)
          .containsExactly(
              "the status is 302, not 200, a redirect that the check does not follow"
                  + " (redirects)");
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
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
      })
  void whatIsNoAnswerIsDown(String answer) throws IOException {
    assertThat(raw(answer, "{}").status()).isEqualTo(Status.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({"/api, {}", "/api/, {}", "/api/, {path: /api/}", "/api/v1, {path: /v1}"})
  void addressOfTheSourceIsAskedAsItIs(String page, String yaml) throws IOException {
    site.page(page, 200, "ok");
    String url = site.url("http", "127.0.0.1") + (yaml.contains("/api/") ? "" : "/api");
    String source = yaml.equals("{}") && page.endsWith("/") ? url + "/" : url;
    HttpSession session = Sites.session(source, Map.of(), Optional.empty());
    assertThat(JudgedSite.check(session, yaml).status()).isEqualTo(Status.OK);
    assertThat(site.seen(page, "Host")).isNotEmpty();
  }
}
