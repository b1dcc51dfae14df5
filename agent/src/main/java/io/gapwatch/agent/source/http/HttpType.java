package io.gapwatch.agent.source.http;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.WebAddress;
import io.gapwatch.agent.source.Loopback;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.Trust;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code type: http}: a site or an API. */
public final class HttpType implements SourceType {
  private static final Key<URI> URL =
      Key.required("url", WebAddress.base("https://gateway.example.org"), "where it is");
  private static final Key<Map<String, SecretText>> HEADERS =
      Key.optional(
              "headers",
              Kinds.named(Kinds.secret()),
              "what to send with each request: {Authorization: \"${secret:SITE_TOKEN}\"}")
          .whenLeftOut(Map.of());
  private static final Key<String> CA =
      Key.optional(
          "ca", FilePath.any(), "a PEM file of the authorities to believe; default: those of Java");

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Shape shape() {
    return Shape.of(URL, HEADERS, CA);
  }

  @Override
  public Class<? extends Session> sessions() {
    return HttpSession.class;
  }

  @Override
  public boolean leavesMachine(Origin origin, Settings settings) {
    return !Loopback.has(settings.get(URL).getHost());
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    List<Secret> secrets = new ArrayList<>();
    settings
        .get(HEADERS)
        .forEach(
            (name, text) -> {
              Secret value = oneLine(text.resolve(origin.secrets()));
              headers.put(name, value);
              if (!text.isInClear()) {
                secrets.add(value);
                // Without a scheme such as Bearer before it.
                secrets.add(new Secret(value.reveal().replaceFirst("^.* ", "")));
              }
            });
    Optional<Path> ca = settings.find(CA).map(origin.config()::resolve);
    return new HttpSource(
        origin.name(),
        settings.get(URL),
        headers,
        secrets,
        () -> ca.map(file -> Trust.of(origin.name(), file)).orElseGet(Trust::ofJava),
        host -> List.of(InetAddress.getAllByName(host)));
  }

  /** A line break would end the header and begin another. */
  private static Secret oneLine(Secret value) {
    return new Secret(value.reveal().strip().replaceAll("[\\r\\n]+", " "));
  }
}
