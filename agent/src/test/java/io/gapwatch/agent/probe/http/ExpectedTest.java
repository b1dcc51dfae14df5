package io.gapwatch.agent.probe.http;

import static io.gapwatch.agent.probe.http.JudgedSite.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.source.http.Sites;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer is to contain. */
@Timeout(120)
class ExpectedTest {
  private final Sites site;

  ExpectedTest() throws IOException {
    site = Sites.plain();
  }

  @AfterEach
  void stop() {
    site.close();
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
    CheckResult result = check(site, yaml.replace("}}", "}, time: off}"));
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
    assertThat(check(site, "{json: {" + value + "}, time: off}").summary()).isEqualTo(words);
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
    assertThat(check(site, "{json: {" + value + "}, time: off}").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{\"a\":\"b\"} {\"a\":\"c\"}",
        "{\"a\":\"b\"}{",
        "{\"a\":\"b\"} trouble",
        "{\"a\":\"b\"},",
        " "
      })
  void bodyThatIsNoJson(String body) {
    site.page("/", 200, body);
    assertThat(check(site, "{json: {.a: b}, time: off}").findings())
        .extracting(Finding::summary)
        .containsExactly("the body is not JSON");
  }
}
