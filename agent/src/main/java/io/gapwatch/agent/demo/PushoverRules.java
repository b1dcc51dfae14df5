package io.gapwatch.agent.demo;

import io.gapwatch.agent.notify.pushover.PushoverLimits;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Pushover rejects, as documented at pushover.net/api. One rule is ours and stricter: no
 * parameters in the URL, where logs would keep them.
 */
record PushoverRules(String token, String user) {
  /** The only device of the user. */
  static final String DEVICE = "phone";

  /** The longest link title, which the channel never sends. */
  private static final int LINK_TITLE = 100;

  private static final Pattern DEVICES = Pattern.compile(PushoverLimits.DEVICES);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

  /** Why a request is rejected. */
  record Violation(String parameter, String problem, String error) {}

  Optional<Violation> inAnyRequest(Call call) {
    if (!call.query().isEmpty()) {
      return broken("query", "parameters belong in the body, not in the address");
    }
    return token.equals(call.form().get("token"))
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "token", "invalid", "application token is invalid, see https://pushover.net/api"));
  }

  /** The only question whose token is in the address. */
  Optional<Violation> inReceipt(Call call) {
    return token.equals(call.query().get("token"))
        ? Optional.empty()
        : Optional.of(new Violation("token", "invalid", "application token is invalid"));
  }

  Optional<Violation> inMessage(Map<String, String> form) {
    return user(form)
        .or(() -> message(form))
        .or(() -> tooLong(form, "title", PushoverLimits.TITLE))
        .or(() -> tooLong(form, "url", PushoverLimits.LINK))
        .or(() -> tooLong(form, "url_title", LINK_TITLE))
        .or(() -> priority(form))
        .or(() -> form.containsKey("timestamp") ? number(form, "timestamp") : Optional.empty())
        .or(() -> form.containsKey("ttl") ? number(form, "ttl") : Optional.empty())
        .or(() -> device(form))
        .or(() -> markup(form));
  }

  /** For {@code users/validate.json}: the user and its only device. */
  Optional<Violation> inValidation(Map<String, String> form) {
    return user(form)
        .or(
            () ->
                DEVICE.equals(form.getOrDefault("device", DEVICE))
                    ? Optional.empty()
                    : Optional.of(
                        new Violation(
                            "device",
                            "invalid for this user",
                            "device name is not valid for user")));
  }

  private Optional<Violation> user(Map<String, String> form) {
    return user.equals(form.get("user"))
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "user",
                "invalid",
                "user identifier is not a valid user, group, or subscribed user key, "
                    + "see https://pushover.net/api#identifiers"));
  }

  private static Optional<Violation> message(Map<String, String> form) {
    return form.getOrDefault("message", "").isBlank()
        ? Optional.of(new Violation("message", "cannot be blank", "message cannot be blank"))
        : tooLong(form, "message", PushoverLimits.MESSAGE);
  }

  private static Optional<Violation> priority(Map<String, String> form) {
    String priority = form.getOrDefault("priority", "0");
    if (!priority.matches("-2|-1|0|1|2")) {
      return broken("priority", "is invalid, must be from -2 to 2");
    }
    if (!priority.equals("2")) {
      return Optional.empty();
    }
    return number(form, "retry")
        .or(() -> number(form, "expire"))
        .or(() -> below(form, "retry", PushoverLimits.MIN_RETRY.toSeconds()))
        .or(() -> above(form, "expire", PushoverLimits.MAX_EXPIRE.toSeconds()));
  }

  private static Optional<Violation> device(Map<String, String> form) {
    String device = form.get("device");
    return device == null || DEVICES.matcher(device).matches()
        ? Optional.empty()
        : broken("device", "is invalid");
  }

  private static Optional<Violation> markup(Map<String, String> form) {
    boolean both = "1".equals(form.get("html")) && "1".equals(form.get("monospace"));
    return both ? broken("html", "cannot be used with monospace") : Optional.empty();
  }

  private static Optional<Violation> tooLong(Map<String, String> form, String name, int limit) {
    String text = form.getOrDefault(name, "");
    return text.codePointCount(0, text.length()) > limit
        ? broken(name, "is too long, maximum is " + limit + " characters")
        : Optional.empty();
  }

  private static Optional<Violation> number(Map<String, String> form, String name) {
    return NUMBER.matcher(form.getOrDefault(name, "")).matches()
        ? Optional.empty()
        : broken(name, "must be supplied as a number");
  }

  private static Optional<Violation> below(Map<String, String> form, String name, long least) {
    return Long.parseLong(form.getOrDefault(name, "0")) < least
        ? broken(name, "must be at least " + least)
        : Optional.empty();
  }

  private static Optional<Violation> above(Map<String, String> form, String name, long most) {
    return Long.parseLong(form.getOrDefault(name, "0")) > most
        ? broken(name, "must be at most " + most)
        : Optional.empty();
  }

  private static Optional<Violation> broken(String parameter, String problem) {
    return Optional.of(new Violation(parameter, problem, parameter + " " + problem));
  }
}
