package io.gapwatch.agent.notify.email;

import static io.gapwatch.agent.notify.email.Mailing.email;
import static io.gapwatch.agent.notify.email.Mailing.keys;
import static io.gapwatch.agent.notify.email.Mailing.plain;
import static io.gapwatch.agent.notify.email.Mailing.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.notify.AnswersContract;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Mishap;
import io.gapwatch.agent.notify.email.PostOffice.Speech;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest extends AnswersContract {
  private final PostOffice office = new PostOffice(Speech.STARTTLS, SelfSigned.LOOPBACK, true);
  private final Messenger email = email(office, "smtp", true, "ops@example.org");

  @AfterEach
  void close() {
    office.close();
  }

  @Override
  protected Messenger messenger() {
    return email;
  }

  @Override
  protected List<String> arrived() {
    return office.arrived().stream()
        .map(mail -> plain(mail).lines().findFirst().orElse(""))
        .toList();
  }

  @Override
  protected int attempts() {
    return office.senders();
  }

  @Override
  protected void failNext() {
    office.refuseNext(451, "try again later");
  }

  @Override
  protected void refuseNext() {
    office.refuseNext(550, "we take no mail from you");
  }

  @Override
  protected Messenger meeting(Mishap mishap) {
    switch (mishap) {
      case TOO_MANY -> office.refuseNext(450, "too many messages; slow down");
      case ERROR -> office.refuseNext(451, "local error in processing");
      case TAKEN -> office.loseNextAnswer();
      case SILENCE -> {
        return to(odd(mishap).port(), "300ms");
      }
      case RESET, GARBAGE -> {
        return to(odd(mishap).port(), "1m");
      }
    }
    return email;
  }

  @Override
  protected Messenger stranger() {
    return Channels.messenger(
        new EmailType(SelfSigned.LOOPBACK::client),
        keys("smtp", office.port(), "${secret:P}", "ops@example.org"),
        Map.of("P", "PLANTED-password"));
  }

  @Test
  void aWrongPasswordIsRefusedWithoutIt() {
    for (Delivery delivery : List.of(stranger().send(critical), stranger().test())) {
      assertThat(delivery).isInstanceOf(Delivery.Refused.class);
      assertThat(delivery.toString()).contains("log-in refused").doesNotContain("PLANTED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ops", "\"a b@c.org\"", "\"a@b.org\\nBcc: c@d.org\"", "a@b@c.org"})
  void whatIsNoAddressIsAnErrorOfTheFile(String to) {
    assertThatThrownBy(
            () ->
                SettingsOf.yaml(
                    new EmailType().shape(),
                    "{server: \"${secret:S}\", from: a@b.org, to: [" + to + "]}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("a mail address");
  }
}
