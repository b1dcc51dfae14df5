package io.gapwatch.agent.probe.http;

import static io.gapwatch.agent.probe.http.JudgedSite.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.source.http.Sites;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told to ask themselves, and where a redirect leads nowhere. */
@Timeout(120)
class HttpByHandTest {
  private final Sites site;

  HttpByHandTest() throws IOException {
    site = Sites.plain();
  }

  @AfterEach
  void stop() {
    site.close();
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
  @ValueSource(strings = {"http:///health", "http:health", "//under_score/", "ht!tp://%%%", ""})
  void redirectToNoAddressIsTheAnswer(String location) {
    site.page("/", 302, "", "Location", location);
    assertThat(check(site, "{redirects: 3, time: off}").summary())
        .isEqualTo(
            "the status is 302, not 200, a redirect that the check does not follow (redirects)");
  }
}
