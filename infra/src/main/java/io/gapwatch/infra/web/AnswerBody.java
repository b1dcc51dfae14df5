package io.gapwatch.infra.web;

import java.net.http.HttpResponse;

/**
 * What an answer says, as far as it tells who gave it: a portal shows its page with any status, and
 * a firewall refuses with a page, in a word, or in none.
 *
 * @param start the text behind blanks and a byte order mark
 */
public record AnswerBody(String start) {

  /** That of an answer. */
  public static AnswerBody of(HttpResponse<String> answer) {
    return new AnswerBody(answer.body().replaceFirst("^[\\s\\uFEFF]+", ""));
  }

  /** Whether it is HTML or XML. */
  public boolean isPage() {
    return start.startsWith("<");
  }

  /** Whether it looks like an object of JSON. */
  public boolean isJson() {
    return start.startsWith("{");
  }

  public boolean isEmpty() {
    return start.isEmpty();
  }
}
