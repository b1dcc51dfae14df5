package io.gapwatch.agent.page;

import static io.gapwatch.agent.page.Markup.tag;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a link in a message leads to. To look at it changes nothing, for mail scanners and the
 * previews of chats look at every link; the button does it.
 */
public final class AcknowledgePage {
  /** The name of the field that says who. */
  public static final String BY = "by";

  private AcknowledgePage() {}

  /**
   * Asks whether this incident is to be acknowledged.
   *
   * @param by who has done so already, of all its parts
   */
  public static String question(Incident incident, Optional<String> by, Instant now) {
    if (incident.state().isOver()) {
      return document(incident, now, "It is over: there is nothing left to acknowledge.");
    }
    return by.map(name -> document(incident, now, "Already acknowledged by " + name + "."))
        .orElseGet(() -> document(incident, now, "Nobody has acknowledged it yet.", form()));
  }

  /** Says that it was. */
  public static String done(Incident incident, String by, Instant now) {
    return document(
        incident,
        now,
        "Acknowledged by " + by + ". It is repeated to nobody, unless it gets worse.");
  }

  /** Says why it cannot be. */
  public static String refused(String why) {
    return page("No incident", List.of(tag("h1", "Gapwatch"), tag("p", why)));
  }

  private static Markup form() {
    return tag(
        "form",
        Map.of("method", "post"),
        tag(
            "p",
            tag("label", Map.of("for", BY), "Your name "),
            Markup.empty(
                "input", ordered("id", BY, "name", BY, "maxlength", "40", "autocomplete", "name"))),
        tag("p", tag("button", Map.of("type", "submit"), "Acknowledge")));
  }

  private static String document(Incident incident, Instant now, String said, Markup... more) {
    List<Markup> body = new ArrayList<>();
    body.add(tag("h1", incident.severity().word() + ": " + incident.finding().subject()));
    body.add(tag("p", incident.finding().summary()));
    body.add(
        tag(
            "p",
            Map.of("class", "soft"),
            "Incident %s of check %s, job %s; since %s, %s"
                .formatted(
                    incident.shortId(),
                    incident.finding().checkId(),
                    incident.job(),
                    Times.dateAndTime(incident.began()),
                    Durations.text(incident.lasted(now)))));
    body.add(tag("p", tag("strong", said)));
    body.addAll(List.of(more));
    return page("Incident " + incident.shortId(), body);
  }

  private static String page(String title, List<Markup> body) {
    return Markup.document(
        List.of(
            Markup.empty("meta", Map.of("charset", "utf-8")),
            Markup.empty(
                "meta",
                ordered("name", "viewport", "content", "width=device-width, initial-scale=1")),
            Markup.empty("meta", ordered("name", "robots", "content", "noindex")),
            tag("title", title)),
        Style.TEXT,
        List.of(tag("main", body)));
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
