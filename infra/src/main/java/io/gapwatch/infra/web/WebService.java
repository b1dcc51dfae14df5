package io.gapwatch.infra.web;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A service at one address. */
public final class WebService {
  /** For connecting, and again for the answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String name;
  private final URI base;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * A service that is called with absolute paths.
   *
   * @param name for messages, as its vendor writes it
   */
  public WebService(String name, URI base) {
    this.name = name;
    this.base = base;
  }

  /**
   * Sends one request.
   *
   * @param path absolute, with its query
   * @param request adds method, headers and body
   * @return the answer, whatever its status
   * @throws InfraException when the service cannot be reached
   */
  public HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    try {
      return client.send(request.apply(builder).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new InfraException(
          "could not reach %s at %s: %s".formatted(name, base, e.getClass().getSimpleName()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for " + name, e);
    }
  }

  /** Where it is. */
  public URI base() {
    return base;
  }

  /** What to say of a status that the service does not document. */
  public InfraException unexpected(HttpResponse<?> answer) {
    return new InfraException(
        "%s at %s answered HTTP %d; try again in a minute"
            .formatted(name, base, answer.statusCode()));
  }
}
