package io.gapwatch.agent.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the address of a server is read. */
class MailServerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtps://mail.example.org                 | true  | mail.example.org | 465 | -",
        "smtp://mail.example.org                  | false | mail.example.org | 587 | -",
        "smtp://u:p@mail.example.org:2525         | false | mail.example.org | 2525 | u p",
        "smtps://ops%40example.org:a@b:c/d@m.org/ | true  | m.org | 465 | ops@example.org a@b:c/d",
      })
  void readsItsAddress(String text, boolean tls, String host, int port, String login) {
    MailServer server = MailServer.parse("mail", new Secret(text));

    assertThat(server.tls()).isEqualTo(tls);
    assertThat(server.host()).isEqualTo(host);
    assertThat(server.port()).isEqualTo(port);
    assertThat(server.login().map(one -> one.user() + " " + one.password().reveal()).orElse("-"))
        .isEqualTo(login);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PLANTED",
        "https://u:PLANTED@m.org",
        "smtps://PLANTED@m.org",
        "smtp://u:PLANTED@m.org:99999"
      })
  void anAddressOfAnotherFormIsAnErrorWithoutIt(String text) {
    assertThatThrownBy(() -> MailServer.parse("mail", new Secret(text)))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("channel mail: server is not like")
        .hasMessageNotContaining("PLANTED");
  }
}
