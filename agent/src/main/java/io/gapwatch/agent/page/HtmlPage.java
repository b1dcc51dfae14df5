package io.gapwatch.agent.page;

import static io.gapwatch.agent.page.Markup.tag;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page as HTML: one file, without scripts, and nothing in it from elsewhere. */
final class HtmlPage {
  private final StatusPage page;

  HtmlPage(StatusPage page) {
    this.page = page;
  }

  String text() {
    List<Markup> head =
        List.of(
            Markup.empty("meta", Map.of("charset", "utf-8")),
            Markup.empty(
                "meta",
                ordered("name", "viewport", "content", "width=device-width, initial-scale=1")),
            Markup.empty(
                "meta",
                ordered(
                    "http-equiv",
                    "Content-Security-Policy",
                    "content",
                    "default-src 'none'; style-src 'unsafe-inline'")),
            tag("title", page.verdict() + " – " + page.title()));
    List<Markup> body =
        List.of(
            tag("a", ordered("class", "skip", "href", "#checks"), "To the checks"),
            header(),
            tag("main", maintenance(), checks(), incidents()),
            footer());
    return Markup.document(head, Style.TEXT, body);
  }

  private Markup header() {
    return tag(
        "header",
        tag("h1", page.title()),
        tag(
            "p",
            ordered("class", "verdict " + page.status().word()),
            symbol(page.status()),
            " ",
            tag("strong", page.verdict())),
        tag("p", ordered("class", "soft"), freshness()));
  }

  private String freshness() {
    return "As of %s%s"
        .formatted(
            Times.dateAndTime(page.at()),
            page.nextDue()
                .map(
                    due ->
                        "; the next run is due %s, and if this page is not newer then, nothing is known"
                            .formatted(Times.dateAndTime(due)))
                .orElse(""));
  }

  /** Before the checks: it may explain what is wrong with them. */
  private List<Markup> maintenance() {
    if (page.maintenance().isEmpty()) {
      return List.of();
    }
    List<Markup> items =
        page.maintenance().stream()
            .map(
                window ->
                    tag(
                        "li",
                        tag("strong", window.what()),
                        tag("p", ordered("class", "soft small"), window.when(page.at()))))
            .toList();
    return List.of(
        tag(
            "section",
            ordered("aria-labelledby", "maintenance-title"),
            tag("h2", ordered("id", "maintenance-title"), "Planned work"),
            tag("ul", ordered("class", "incidents"), items)));
  }

  private Markup checks() {
    List<Markup> articles = new ArrayList<>();
    page.boards().forEach(board -> articles.add(check(board)));
    return tag(
        "section",
        ordered("id", "checks", "aria-labelledby", "checks-title"),
        tag("h2", ordered("id", "checks-title"), "Checks"),
        articles);
  }

  private static Markup check(Board board) {
    List<Markup> parts = new ArrayList<>();
    parts.add(
        tag(
            "h3",
            board.id(),
            " ",
            tag(
                "span",
                ordered("class", "badge " + board.seen().word()),
                symbol(board.seen()),
                " ",
                board.state())));
    parts.add(tag("p", board.words()));
    parts.add(Drawing.bars(board.days()));
    parts.add(tag("p", ordered("class", "soft small"), Drawing.inWords(board.days())));
    if (!board.plots().isEmpty()) {
      List<Markup> courses = board.plots().stream().map(Drawing::course).toList();
      parts.add(tag("div", ordered("class", "courses"), courses));
    }
    parts.add(
        tag(
            "p",
            ordered("class", "soft small"),
            "job " + board.job() + board.source().map(source -> ", source " + source).orElse("")));
    return tag("article", ordered("class", board.seen().word()), parts);
  }

  private Markup incidents() {
    List<Markup> items = new ArrayList<>();
    page.incidents()
        .orElse(List.of())
        .forEach(incident -> items.add(tag("li", incident(incident))));
    return tag(
        "section",
        ordered("aria-labelledby", "incidents-title"),
        tag("h2", ordered("id", "incidents-title"), "Incidents"),
        items.isEmpty() ? tag("p", none()) : tag("ul", ordered("class", "incidents"), items));
  }

  private String none() {
    return page.incidents().isPresent()
        ? "None in the last " + PageReader.DAYS + " days."
        : "Unknown: they cannot be read.";
  }

  private List<Markup> incident(Incident incident) {
    Status status = Status.of(incident.worst());
    String state =
        incident
            .closure()
            .map(closure -> "no longer looked at; how it ended is unknown")
            .orElse(incident.state().word());
    String until =
        incident.resolvedAt().map(at -> ", until " + Times.dateAndTime(at)).orElse(", until now");
    return List.of(
        tag("strong", page.about(incident)),
        tag(
            "p",
            ordered("class", "soft small"),
            tag("span", ordered("class", "badge " + status.word()), status.word()),
            " %s; from %s%s (%s)%s"
                .formatted(
                    state,
                    Times.dateAndTime(incident.began()),
                    until,
                    Durations.text(incident.lasted(page.at())),
                    page.isPublic()
                        ? ""
                        : incident
                            .acknowledgedBy()
                            .map(by -> "; acknowledged by " + by)
                            .orElse(""))));
  }

  private static Markup footer() {
    return tag(
        "footer",
        ordered("class", "soft small"),
        tag(
            "p",
            "Bars are days of UTC: full for ok (green) and critical (red), three quarters for a"
                + " warning, half for unknown, a foot for a day without a run. Also as ",
            tag("a", ordered("href", "status.json"), "JSON"),
            "."));
  }

  private static Markup symbol(Status status) {
    String symbol =
        switch (status) {
          case OK -> "✓";
          case WARNING -> "!";
          case CRITICAL -> "✕";
          case UNKNOWN -> "?";
        };
    return tag("span", ordered("aria-hidden", "true"), symbol);
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      attributes.put(pairs[i], pairs[i + 1]);
    }
    return attributes;
  }
}
