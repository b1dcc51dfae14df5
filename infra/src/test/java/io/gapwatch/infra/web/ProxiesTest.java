package io.gapwatch.infra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ProxiesTest {
  private static final String WHO =
      """
      HTTP/1.1 407 Who?\r
      Proxy-Authenticate: Basic realm="p"\r
      Content-Length: 0\r
      \r
      """;

  private static final Duration LONG = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "https://api.doppler.com/v3, one:3128",
    "http://plain.example, two:80",
    "https://a.org, ",
    "https://x.a.org:8443, ",
    "https://ba.org, one:3128",
    "https://sub.b.org, ",
    "http://localhost:8080, ",
    "http://127.0.0.1:8080, ",
  })
  void eachAddressHasItsWay(URI address, String way) {
    Proxies proxies =
        new Proxies(
            Map.of(
                "HTTPS_PROXY", "http://user:hunter2@one:3128",
                "http_proxy", "two",
                "NO_PROXY", "A.org, .b.org"));

    assertThat(proxies.of(address).map(Proxies::words).orElse(null)).isEqualTo(way);
  }

  @Test
  void allOfThemAreNamedAtOnceAndAllAreLeftOutAtOnce() {
    assertThat(new Proxies(Map.of("all_proxy", "one:1")).of(URI.create("https://a.org")))
        .isPresent();
    assertThat(
            new Proxies(Map.of("all_proxy", "one:1", "no_proxy", "*"))
                .of(URI.create("https://a.org")))
        .isEmpty();
    assertThat(new Proxies(Map.of("all_proxy", "socks5://one")).of(URI.create("https://a.org")))
        .isEmpty();
  }

  @Test
  void aPlainRequestGoesByTheProxyWhichGetsItsPassword() throws IOException {
    try (RudeServer proxy =
        new RudeServer(
            (head, out) ->
                out.write(
                    (hasLogin(head) ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi" : WHO)
                        .getBytes(StandardCharsets.UTF_8)))) {
      WebService service =
          service("http://service.invalid/sub", "http_proxy", "http://u:p%40ss@" + proxy.address());

      assertThat(service.send("/a", request -> request).body()).isEqualTo("hi");

      assertThat(proxy.heads.get(0).get(0)).isEqualTo("GET http://service.invalid/sub/a HTTP/1.1");
    }
  }

  @Test
  void anEncryptedRequestGoesThroughItAndAnotherPasswordIsNoAnswer() throws IOException {
    try (RudeServer proxy =
        new RudeServer((head, out) -> out.write(WHO.getBytes(StandardCharsets.UTF_8)))) {
      WebService service =
          service("https://service.invalid", "HTTPS_PROXY", "http://u:p%40ss@" + proxy.address());

      assertThatThrownBy(() -> service.send("/", request -> request))
          .hasMessageStartingWith(
              "could not reach Example at https://service.invalid through the proxy %s: it wants a user name and password, or refused these (HTTP 407)"
                  .formatted(proxy.address()))
          .hasMessageNotContaining("p%40ss")
          .hasMessageNotContaining("Exception");
      assertThat(proxy.heads.get(0).get(0)).isEqualTo("CONNECT service.invalid:443 HTTP/1.1");
      assertThat(proxy.heads).anyMatch(ProxiesTest::hasLogin);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://u:hunter2@one:1", "http://u:hunter2@one:99999"})
  void aProxyThatCannotBeUsedIsToldWhereNothingAnswers(String proxy) {
    assertThatThrownBy(
            () -> service("https://service.invalid", "all_proxy", proxy).send("/", any -> any))
        .hasMessageStartingWith(
            "could not reach Example at https://service.invalid (directly: all_proxy names no proxy"
                + " such as http://proxy.example.org:3128): ")
        .hasMessageNotContaining("hunter2");
  }

  /** u:p@ss. */
  private static boolean hasLogin(List<String> head) {
    return head.contains("Proxy-Authorization: Basic dTpwQHNz");
  }

  private static WebService service(String base, String variable, String proxy) {
    return new WebService("Example", URI.create(base), LONG, Map.of(variable, proxy));
  }
}
