package io.gapwatch.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

  @Test
  void withoutVariablesNothingIsSaid() {
    assertThat(Proxies.properties(Map.of("NO_PROXY", "example.org"))).isEmpty();
  }

  @Test
  void eachSchemeHasItsOwn() {
    assertThat(
            Proxies.properties(
                Map.of("HTTPS_PROXY", "http://user:p%40ss@one:3128/", "http_proxy", "two:8080")))
        .containsEntry("https.proxyHost", "one")
        .containsEntry("https.proxyPort", "3128")
        .containsEntry("http.proxyHost", "two")
        .containsEntry("http.proxyPort", "8080")
        .doesNotContainValue("p%40ss");
  }

  @Test
  void exceptionsAreNamesWithTheirSubdomains() {
    assertThat(
            Proxies.properties(
                Map.of("https_proxy", "http://one:1", "NO_PROXY", "a.org, .b.org,*.c.org d:99")))
        .containsEntry(
            "http.nonProxyHosts",
            "localhost|127.*|[::1]|169.254.169.254|a.org|*.a.org|b.org|*.b.org|c.org|*.c.org|d|*.d");
  }

  /** Java compares with the host of an address, where IPv6 stands in brackets. */
  @Test
  void exceptionsMayBeIpV6() {
    assertThat(
            Proxies.properties(
                Map.of(
                    "https_proxy", "http://one:1", "NO_PROXY", "fd00::1,[fd00::2]:99,[fd00::3]")))
        .extractingByKey("http.nonProxyHosts")
        .asString()
        .endsWith("|[fd00::1]|[fd00::2]|[fd00::3]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://", "socks5://one:1", "a b c", "://", "http://one:99999"})
  void whatIsNoProxyIsLeftOut(String address) {
    assertThat(Proxies.properties(Map.of("HTTPS_PROXY", address))).isEmpty();
  }

  @Test
  void whatIsLeftOutIsToldWithoutItsPassword() {
    assertThat(Proxies.unused(Map.of("HTTPS_PROXY", "http://a:secret@one:99999", "NO_PROXY", "x")))
        .singleElement()
        .asString()
        .startsWith("HTTPS_PROXY is not used: ")
        .doesNotContain("secret");
    assertThat(Proxies.unused(Map.of("all_proxy", "socks5://one:1")))
        .singleElement()
        .asString()
        .startsWith("all_proxy is not used: ");
  }

  @Test
  void whatIsUsedIsNoProblem() {
    assertThat(
            Proxies.unused(
                Map.of("HTTPS_PROXY", "one", "http_proxy", "two:1", "ALL_PROXY", "socks5://s:1")))
        .isEmpty();
  }
}
