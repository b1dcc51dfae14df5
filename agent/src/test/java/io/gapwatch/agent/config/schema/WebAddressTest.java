package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  private static final Key<URI> HOST =
      Key.optional("host", WebAddress.host("https://vault.example:8200"), "a host");
  private static final Key<URI> BASE =
      Key.optional("base", WebAddress.base("https://example.org"), "a base");
  private static final Key<URI> PAGE = Key.optional("page", WebAddress.page(40), "a page");
  private static final Key<String> PATH = Key.optional("path", new WebPath(), "a path");
  private static final Shape SHAPE = Shape.of(HOST, BASE, PAGE, PATH);

  private static Settings read(String key, String value) {
    return SettingsOf.yaml(SHAPE, "{" + key + ": '" + value + "'}");
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, does not begin with https:// or http://",
    "ftp://example.org, does not begin with https:// or http://",
    "https:/example.org, does not begin with https:// or http://",
    "https://, has no host",
    "https:///path, has no host",
    "https://:443, has no host",
    "https://h:0, port is not a number from 1 to 65535",
    "https://h:65536, port is not a number from 1 to 65535",
    "https://h:99999999999, port is not a number from 1 to 65535",
    "https://h:, port is not a number from 1 to 65535",
    "https://h:http, port is not a number from 1 to 65535",
    "https://user:word@example.org, has a user or a password before the host",
    "https://user@example.org/, has a user or a password before the host",
    "https://[::1, brackets of its host do not pair",
    "https://::1]:80, is written in brackets",
    "https://[[::1]]/, host is neither a name nor an IP address",
    "https://::1:80, is written in brackets",
    "https://[fe80::1%eth0]/, has a zone",
    "https://my_host/, has an underscore",
    "https://größe.example/, is not ASCII",
    "https://a..b/, host is neither a name nor an IP address",
    "https://-a/, host is neither a name nor an IP address",
    "https://h h/, host is neither a name nor an IP address",
    "https://h/a b, only as %20",
    "https://h/[a, only as %5B",
    "https://h/a{b}, only as %7B",
    "https://h/%zz, not followed by two hexadecimal digits",
    "https://h/%, not followed by two hexadecimal digits",
  })
  void whatIsWrongIsToldWithoutTheAddress(String text, String fault) {
    for (String key : new String[] {"host", "base", "page"}) {
      assertThatThrownBy(() -> read(key, text))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageContaining(key + ": must be an address such as https://")
          .hasMessageContaining(fault)
          .hasMessageNotContaining("found:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h/?", "https://h/?a=b", "https://h#a", "https://h?a"})
  void aPathCannotBePutBehindAQuery(String text) {
    assertThatThrownBy(() -> read("base", text)).hasMessageContaining("has a ? or a #");
    assertThatThrownBy(() -> read("host", text)).hasMessageContaining("has a ? or a #");
    assertThat(read("page", text).get(PAGE)).isNotNull();
  }

  @Test
  void theAddressOfAHostHasNoPath() {
    assertThatThrownBy(() -> read("host", "https://h/vault")).hasMessageContaining("has a path");
    assertThat(read("host", "https://h:8200/").get(HOST)).hasToString("https://h:8200/");
  }

  @Test
  void aPageHasItsLength() {
    assertThatThrownBy(() -> read("page", "https://h/" + "x".repeat(31)))
        .hasMessageContaining("it may have at most 40 characters");
    assertThat(read("page", "https://h/" + "x".repeat(30)).get(PAGE)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://Example.org/A, https://Example.org/A",
    "Http://127.0.0.1:9093, http://127.0.0.1:9093",
    "https://[2001:db8::1]:65535/x, https://[2001:db8::1]:65535/x",
    "https://a-b.example./~a/%C3%A4, https://a-b.example./~a/%C3%A4",
    "https://h/größe, https://h/gr%C3%B6%C3%9Fe",
    "' https://h/a ', https://h/a",
  })
  void addressesAsTheyAreAsked(String text, String asked) {
    assertThat(read("base", text).get(BASE)).hasToString(asked);
  }

  @ParameterizedTest
  @CsvSource({
    "health, does not begin with a slash",
    "/a b, only as %20",
    "/a?b=c d, only as %20",
    "/[a], only as %5B",
    "/%zz, not followed by two hexadecimal digits",
    "/a#b, is never sent",
  })
  void pathsThatNoAddressHas(String text, String fault) {
    assertThatThrownBy(() -> read("path", text))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("path: must be a path such as /health; ")
        .hasMessageContaining(fault)
        .hasMessageNotContaining("found:");
  }

  @ParameterizedTest
  @CsvSource({"/health?a=b&c=%20, /health?a=b&c=%20", "//x, //x", "/größe, /gr%C3%B6%C3%9Fe"})
  void pathsAsTheyAreAsked(String text, String asked) {
    assertThat(read("path", text).get(PATH)).isEqualTo(asked);
  }

  /** What an editor marks, the loader refuses, and the other way round as far as a pattern can. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTPS://h", "https://h:1/a", " https://h ", "https://[::1]:1/"})
  void theSchemaTakesThem(String text) {
    String pattern = String.valueOf(WebAddress.base("https://h").schema().get("pattern"));
    assertThat(text).containsPattern(pattern);
  }
}
