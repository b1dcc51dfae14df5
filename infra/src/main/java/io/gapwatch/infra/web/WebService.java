package io.gapwatch.infra.web;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A service at one address, which may lie below a path. */
public final class WebService {
  /** From the first try to connect to the last byte of the answer. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** Bytes; the longest answer that is asked for, a Doppler config of 1,000 secrets, is smaller. */
  private static final int LONGEST = 4 << 20;

  private static final int PROXY_WANTS_LOGIN = 407;

  private final String name;
  private final URI base;
  private final Duration deadline;
  private final Proxies proxies;
  private final HttpClient client;

  /**
   * A service that is called with absolute paths.
   *
   * @param name for messages, as its vendor writes it
   * @param base where its paths begin; an empty path is the whole host
   */
  public WebService(String name, URI base) {
    this(name, base, DEADLINE, System.getenv());
  }

  /**
   * The same with another deadline and other proxies.
   *
   * @param environment names the proxies
   */
  WebService(String name, URI base, Duration deadline, Map<String, String> environment) {
    this.name = name;
    this.base = base;
    this.deadline = deadline;
    this.proxies = new Proxies(environment);
    this.client = HttpClient.newBuilder().connectTimeout(deadline).proxy(proxies).build();
  }

  /** Where a path of the service is. */
  public URI at(String path) {
    String whole = base.toString();
    return URI.create(
        (whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole) + path);
  }

  /**
   * Sends one request.
   *
   * @param path absolute, with its query
   * @param request adds method, headers and body
   * @return the answer, whatever its status
   * @throws InfraException when the service cannot be reached, is not done by the deadline, or
   *     answers without end
   */
  public HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> request) {
    HttpRequest.Builder builder = request.apply(HttpRequest.newBuilder(at(path)));
    proxies.login(base).ifPresent(login -> builder.header("Proxy-Authorization", login));
    HttpResponse<String> answer = answer(builder.build());
    if (answer.statusCode() == PROXY_WANTS_LOGIN) {
      throw new InfraException(
          unreachable("it wants a user name and password, or refused these (HTTP 407)"));
    }
    return answer;
  }

  private HttpResponse<String> answer(HttpRequest whole) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(whole, start -> new WholeAnswer(LONGEST));
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable("no complete answer within %d s".formatted(deadline.toSeconds()), e);
    } catch (ExecutionException e) {
      throw unreachable(reason(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while waiting for " + name, e);
    } finally {
      answer.cancel(true);
    }
  }

  /** Where it is. */
  public URI base() {
    return base;
  }

  /** What to say of an answer that something in between gave: a portal, a proxy, a firewall. */
  public InfraException inBetween(HttpResponse<?> answer) {
    return new InfraException(
        "%s answered HTTP %d in words that are not those of %s; is a proxy in between?"
            .formatted(base, answer.statusCode(), name));
  }

  /** What to say of a status that the service does not document. */
  public InfraException unexpected(HttpResponse<?> answer) {
    int status = answer.statusCode();
    return new InfraException(
        "%s at %s answered HTTP %d; %s"
            .formatted(
                name,
                base,
                status,
                status >= 500 || status == 429
                    ? "try again in a minute"
                    : "check its address, and whether this version of gapctl still fits it"));
  }

  private InfraException unreachable(String reason, Exception cause) {
    return new InfraException(unreachable(reason), cause);
  }

  private String unreachable(String reason) {
    String by =
        proxies
            .of(base)
            .map(proxy -> " through the proxy " + Proxies.words(proxy))
            .or(() -> proxies.unused(base).map(WebService::directly))
            .orElse("");
    return "could not reach %s at %s%s: %s; check this machine's network and the address"
        .formatted(name, base, by, reason);
  }

  private static String directly(String variable) {
    return " (directly: %s names no proxy such as http://proxy.example.org:3128)"
        .formatted(variable);
  }

  /** In words: the client's own exceptions often have none. */
  private static String reason(@Nullable Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return "its name is not known here (no such host)";
      }
    }
    if (failure instanceof ConnectException) {
      return "connection refused";
    }
    if (failure instanceof IOException && failure.getMessage() != null) {
      return failure.getMessage();
    }
    return "the connection broke";
  }
}
