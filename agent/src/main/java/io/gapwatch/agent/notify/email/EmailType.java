package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** {@code type: email}: mail, over SMTP with TLS or STARTTLS. */
public final class EmailType implements ChannelType {
  private final Supplier<SSLSocketFactory> tls;

  /** With the certificates that this Java trusts. */
  public EmailType() {
    this(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** With connections of another kind, such as to a server with a certificate of its own. */
  EmailType(Supplier<SSLSocketFactory> tls) {
    this.tls = tls;
  }

  @Override
  public String type() {
    return "email";
  }

  @Override
  public Shape shape() {
    return EmailSettings.SHAPE;
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Email(EmailSettings.of(name, settings, secrets), tls);
  }
}
