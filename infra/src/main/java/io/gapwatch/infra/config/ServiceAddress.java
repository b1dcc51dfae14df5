package io.gapwatch.infra.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/** The address of a service that is told a secret, so nobody on the way may read along. */
public final class ServiceAddress {
  public static final String RULE = "https://…, or http:// on this machine";

  private ServiceAddress() {}

  /** The address in a text, if it is one. */
  public static Optional<URI> of(String text) {
    try {
      return Optional.of(new URI(text)).filter(ServiceAddress::isPrivate);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isPrivate(URI address) {
    String host = Objects.requireNonNullElse(address.getHost(), "");
    return switch (Objects.requireNonNullElse(address.getScheme(), "")) {
      case "https" -> !host.isEmpty();
      case "http" -> host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
      default -> false;
    };
  }
}
