package io.gapwatch.agent.page;

import java.util.List;
import java.util.Map;

/**
 * A piece of HTML or SVG. Text becomes a piece only by being escaped, and tags and names of
 * attributes are written in this package: no name and no error of a source can become markup.
 */
final class Markup {
  private final String html;

  private Markup(String html) {
    this.html = html;
  }

  /** An element; children are pieces, lists of pieces, or text. */
  static Markup tag(String name, Map<String, String> attributes, Object... children) {
    StringBuilder html = new StringBuilder("<").append(name);
    attributes.forEach(
        (attribute, value) ->
            html.append(' ').append(attribute).append("=\"").append(escape(value)).append('"'));
    html.append('>');
    for (Object child : children) {
      append(html, child);
    }
    return new Markup(html.append("</").append(name).append('>').toString());
  }

  static Markup tag(String name, Object... children) {
    return tag(name, Map.of(), children);
  }

  /** Without an end: {@code meta}. */
  static Markup empty(String name, Map<String, String> attributes) {
    String html = tag(name, attributes).html;
    return new Markup(html.substring(0, html.length() - name.length() - 3));
  }

  /** The whole document, with a style sheet of our own. */
  static String document(List<Markup> head, String style, List<Markup> body) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    head.forEach(piece -> html.append(piece.html).append('\n'));
    html.append("<style>\n").append(style).append("</style>\n</head>\n<body>\n");
    body.forEach(piece -> html.append(piece.html).append('\n'));
    return html.append("</body>\n</html>\n").toString();
  }

  private static void append(StringBuilder html, Object child) {
    if (child instanceof Markup piece) {
      html.append(piece.html);
    } else if (child instanceof List<?> pieces) {
      pieces.forEach(piece -> append(html, piece));
    } else {
      html.append(escape(String.valueOf(child)));
    }
  }

  private static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        // Others below a blank are not allowed in XML, which a badge is.
        default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return html;
  }
}
