package io.gapwatch.agent.demo;

import io.gapwatch.agent.report.Style;
import java.io.PrintWriter;

/** Prints the narration, and what the phone and the dead-man's switch received. */
public record Narrator(PrintWriter out, Style style) {

  public void chapter(String title) {
    out.println();
    say(style.heading(title));
  }

  public void say(String line) {
    out.println(line);
    out.flush();
  }

  public void show(PushoverServer.Arrived message) {
    out.println();
    out.println(
        "  📱 The phone received (priority %d%s)".formatted(message.priority(), ringing(message)));
    out.println("  ┌" + "─".repeat(76));
    out.println("  │ " + message.title());
    message.message().lines().forEach(line -> out.println("  │ " + line));
    say("  └" + "─".repeat(76));
  }

  private static String ringing(PushoverServer.Arrived message) {
    return message.priority() < 2
        ? ""
        : ": rings every %s s for up to %s s, until acknowledged"
            .formatted(message.fields().get("retry"), message.fields().get("expire"));
  }

  public void showCancelled() {
    say("  📱 The emergency was cancelled: it no longer rings.");
  }

  public void show(Ping ping) {
    say(
        "  💓 The dead-man's switch received: %s, rid %s, %,d bytes of report"
            .formatted(
                ping.signal(),
                ping.rid().map(Object::toString).orElse("none"),
                ping.body().length()));
  }
}
