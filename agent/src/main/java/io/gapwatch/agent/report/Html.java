package io.gapwatch.agent.report;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of a self-contained page. Everything except our own tags is escaped. */
final class Html {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2128; --soft: #59636e; --line: #d1d9e0;
        --page: #ffffff; --card: #f6f8fa; --ok: #1a7f37; --warning: #9a6700;
        --critical: #cf222e; --unknown: #8250df; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1;
        --line: #3d444d; --page: #0d1117; --card: #151b23; --ok: #3fb950; --warning: #d29922;
        --critical: #f85149; --unknown: #ab7df8; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 1.5rem; max-width: 64rem; background: var(--page);
        color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
      p { margin: .25rem 0; } .soft { color: var(--soft); }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; }
      th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
        vertical-align: top; overflow-wrap: anywhere; }
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
    %s</body>
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

  /** A row of cells that are already HTML. */
  static String row(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + tag + ">" + cell + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  /** A table of cells that are already HTML. */
  static String table(List<String> head, List<List<String>> rows) {
    return "<div class=\"wide\"><table>\n"
        + row("th", head)
        + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining())
        + "</table></div>\n";
  }
}
