package io.gapwatch.agent.notify.healthchecks;

import io.gapwatch.agent.http.Answer;
import io.gapwatch.agent.http.Request;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Heartbeat;
import io.gapwatch.agent.notify.web.WebClient;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pings a check of Healthchecks.io. A ping that cannot be delivered is an outcome, never an
 * exception: it must not fail the run.
 *
 * @see <a href="https://healthchecks.io/docs/http_api/">the vendor's rules</a>
 */
final class Healthchecks implements Heartbeat {
  private final HealthchecksSettings settings;
  private final PingUrl url;
  private final WebClient web;

  /** The body limit the server last announced, in bytes. */
  private final AtomicInteger bodyLimit = new AtomicInteger(PingBody.HOSTED_LIMIT);

  /**
   * Connects to nothing yet.
   *
   * @throws io.gapwatch.agent.config.GapwatchException when the ping URL is not an HTTP address
   */
  Healthchecks(HealthchecksSettings settings) {
    this.settings = settings;
    this.url = PingUrl.of(settings);
    this.web = new WebClient("Healthchecks", settings.timeout());
  }

  @Override
  public String name() {
    return settings.name();
  }

  /** Tried once: the end of the run says more, and a dead network must not delay it. */
  @Override
  public Delivery start(UUID run) {
    return pingOnce(url.of("/start", run), "");
  }

  @Override
  public Delivery end(UUID run, Ending ending, String report) {
    String signal =
        switch (ending) {
          case SUCCESS -> "";
          case FAILURE -> "/fail";
          case NOTE -> "/log";
        };
    return ping(url.of(signal, run), report);
  }

  /** A {@code /log} ping: it is kept with the others and says nothing about health. */
  @Override
  public Delivery test() {
    Delivery delivery =
        pingOnce(
            url.withoutCreating().of("/log", UUID.randomUUID()),
            "gapwatch doctor: can this be pinged?");
    return url.creates() && delivery instanceof Delivery.Refused
        ? new Delivery.Failed(
            "Healthchecks: there is no check of this slug yet; the first run makes it (create=1)")
        : delivery;
  }

  private Delivery ping(URI address, String report) {
    return settings.retry().run(() -> pingOnce(address, report));
  }

  private Delivery pingOnce(URI address, String report) {
    Request request =
        Request.post(address, PingBody.of(report, bodyLimit.get()))
            .header("Content-Type", "text/plain; charset=utf-8");
    return web.post(request, this::judge);
  }

  private Delivery judge(Answer answer) {
    learnLimit(answer);
    return delivery(answer);
  }

  private void learnLimit(Answer answer) {
    answer
        .header("Ping-Body-Limit")
        .filter(text -> text.matches("[1-9][0-9]{0,8}"))
        .ifPresent(text -> bodyLimit.set(Integer.parseInt(text)));
  }

  /** The hosted service answers 200 even if it recorded nothing; only the body tells. */
  private Delivery delivery(Answer answer) {
    return switch (answer.status()) {
      case 200, 201 -> said(answer.body().strip());
      case 400 -> new Delivery.Refused("Healthchecks: 400, the ping URL is malformed");
      case 404 -> noSuchCheck();
      case 409 -> new Delivery.Refused("Healthchecks: 409, several checks have this slug");
      case 429 -> new Delivery.Failed("Healthchecks: 429, too many pings");
      default -> web.unexpected(answer);
    };
  }

  private Delivery said(String body) {
    return switch (body) {
      case "OK", "Created" -> Delivery.delivered();
      case "OK (not found)" -> noSuchCheck();
      case "OK (rate limited)" -> new Delivery.Failed("Healthchecks: too many pings");
      default -> web.foreign();
    };
  }

  private Delivery noSuchCheck() {
    return new Delivery.Refused(
        "Healthchecks: there is no check at the ping URL; create it again"
            + (settings.api().isPresent()
                ? ", or end api with the path of your server's pings, as in https://host/ping"
                : ""));
  }

  @Override
  public String toString() {
    return "Healthchecks[" + settings.name() + "]";
  }
}
