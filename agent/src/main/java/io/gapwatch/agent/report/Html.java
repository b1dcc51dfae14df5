package io.gapwatch.agent.report;

import io.gapwatch.agent.html.Palette;
import java.util.List;

/** Pieces of a self-contained page. Everything except our own tags is escaped. */
final class Html {
  private static final String STYLE =
      Palette.CSS
          + """
          h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
          table { border-collapse: collapse; width: 100%; }
          th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
            vertical-align: top; }
          /* Else short words would be broken to make room for a long text. */
          td { min-width: 5rem; } td[data-of="id"] { white-space: nowrap; }
          th { color: var(--soft); font-weight: 600; white-space: nowrap; }
          .numbers :is(td, th):not(:first-child) { text-align: right; white-space: nowrap;
            font-variant-numeric: tabular-nums; }
          .badge { display: inline-block; padding: .05rem .6rem; border-radius: 1rem; font-weight: 600;
            border: 1px solid currentColor; white-space: nowrap; font-size: .9em; }
          .ok { color: var(--ok); } .warning { color: var(--warning); }
          .critical { color: var(--critical); } .unknown { color: var(--unknown); }
          figure { margin: 0 0 1rem; padding: .75rem; background: var(--card);
            border: 1px solid var(--line); border-radius: .5rem; }
          figcaption { font-weight: 600; } svg { display: block; width: 100%; height: auto; }
          svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
          svg .grid { stroke: var(--line); } svg .course { fill: none; stroke: var(--soft); }
          svg circle { fill: currentColor; }
          /* On a phone a row is a card, and each cell has the name of its column before it. */
          @media (max-width: 40rem) {
            tr:first-child:has(th) { display: none; }
            table, tbody, tr, td { display: block; width: 100%; }
            tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
            td { padding: .1rem 0; border: 0; } td:empty { display: none; }
            td::before { content: attr(data-of) " "; color: var(--soft); font-size: .85rem; }
            .numbers :is(td, th):not(:first-child) { text-align: left; }
            /* A chart is drawn to its width, and so are its words. */
            svg { overflow: visible; } svg text { font-size: 24px; }
          }
          """;

  private Html() {}

  static String page(String title, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(escape(title), STYLE, body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A status word in its colour. */
  static String badge(String word) {
    return "<span class=\"badge " + escape(word) + "\">" + escape(word) + "</span>";
  }

  /** A table of cells that are already HTML. */
  static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table>\n<tr>");
    head.forEach(name -> table.append("<th scope=\"col\">").append(escape(name)).append("</th>"));
    table.append("</tr>\n");
    for (List<String> row : rows) {
      table.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        table
            .append("<td data-of=\"")
            .append(escape(i < head.size() ? head.get(i) : ""))
            .append("\">")
            .append(row.get(i))
            .append("</td>");
      }
      table.append("</tr>\n");
    }
    return table.append("</table>\n").toString();
  }
}
