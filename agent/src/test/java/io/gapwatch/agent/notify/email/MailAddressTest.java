package io.gapwatch.agent.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.config.schema.Shape;
import jakarta.mail.internet.AddressException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library would refuse when a mail is sent, the key refuses. */
class MailAddressTest {
  private static final Key<String> TO = Key.required("to", MailAddress.kind(), "who gets it");

  private static Settings read(String address) {
    return SettingsOf.yaml(Shape.of(TO), "{to: '" + address + "'}");
  }

  @ParameterizedTest
  @CsvSource({
    "Ops <ops@example.org, its < and > do not pair",
    "ops@example.org>, its < and > do not pair",
    "größe@example.org, only ASCII is supported",
    "ops@größe.example, only ASCII is supported",
    "Größe <größe@example.org>, only ASCII is supported",
    "a..b@example.org, a dot too many",
    ".a@example.org, a dot too many",
    "a.@example.org, a dot too many",
    "a[@example.org, something that is not supported",
    "a]@example.org, something that is not supported",
    "a\\@example.org, something that is not supported",
    "Ops) <ops@example.org>, something that is not supported",
    "Ops [x <ops@example.org>, something that is not supported",
    "ops, something that is not supported",
    "ops@-example.org, something that is not supported",
    "ops@example..org, something that is not supported",
    "@example.org, something that is not supported",
  })
  void whatTheLibraryRefuses(String address, String fault) {
    assertThatThrownBy(() -> read(address))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("to: must be a mail address, such as ops@example.org; ")
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ops@example.org",
        "root@localhost",
        "<ops@example.org>",
        "Ops (night) <ops+night@example.org>",
        "O. Ps [x] <ops@example.org>",
        "Größe <ops@example.org>",
      })
  void whatItTakes(String address) throws AddressException {
    assertThat(read(address).get(TO)).isEqualTo(address);
    assertThat(MailAddress.of(address).toString()).matches("\\p{ASCII}+@[a-z.]+>?");
  }

  /** RFC 2047: few servers let other bytes than ASCII pass in a header. */
  @ParameterizedTest
  @ValueSource(strings = {"Größe <ops@example.org>", "日本 <ops@example.org>"})
  void aNameOfOtherLettersIsEncoded(String address) throws AddressException {
    assertThat(MailAddress.of(address).toString()).startsWith("=?UTF-8?");
    assertThat(MailAddress.of(address).getPersonal()).isEqualTo(address.replaceAll(" <.*", ""));
  }
}
