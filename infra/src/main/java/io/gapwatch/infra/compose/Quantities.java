package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a service, as Compose 2.40 takes them.
 *
 * @param service for what is said of them
 * @param on whether it is started: of one that is not, Compose reads the numbers and does not
 *     compare them
 */
record Quantities(String service, boolean on) {
  private static final int LONGEST_SHOWN = 12;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,9}");

  /** Microseconds, the kernel's own. */
  private static final long PERIOD = 100_000;

  /**
   * A size as {@code mem_limit} has it. A number with a fraction or an exponent and without quotes
   * is accepted by Compose, and then dropped: there is no limit.
   */
  long bytes(Optional<Node> node) {
    if (node.isEmpty()) {
      return 0;
    }
    Object value = value(node.get());
    if (value instanceof Long whole) {
      mustNotBeNegative(node.get(), Long.signum(whole));
      return whole;
    }
    if (value instanceof Double) {
      return 0;
    }
    if (value instanceof String text) {
      return ByteSize.parse(text)
          .orElseThrow(
              () -> refused(node.get(), shown(node.get()) + " is not a size; write 400m or 1g"));
    }
    throw refused(node.get(), "a size such as 400m is wanted here");
  }

  /** The same for {@code mem_reservation}, where a fraction is refused. */
  long wholeBytes(Optional<Node> node) {
    if (node.isPresent() && value(node.get()) instanceof Double number && number % 1 != 0) {
      throw refused(node.get(), "a size such as 400m is wanted here");
    }
    return bytes(node);
  }

  /** The same below {@code deploy}, where only text is taken. */
  long deployBytes(Optional<Node> node) {
    if (node.isPresent() && !(value(node.get()) instanceof String)) {
      throw refused(
          node.get(), "Compose wants text here; write a size such as 400m, or use quotes");
    }
    return bytes(node);
  }

  BigDecimal cores(Optional<Node> node) {
    if (node.isEmpty()) {
      return BigDecimal.ZERO;
    }
    String text = node.get().text().orElse("");
    Object value = value(node.get());
    if (value instanceof Boolean || !NUMBER.matcher(text).matches()) {
      throw refused(node.get(), shown(node.get()) + " is not a number of cores; write 0.5 or 2");
    }
    // Compose holds it in 32 bits, and compares it so.
    BigDecimal cores = new BigDecimal(Float.toString(Float.parseFloat(text))).stripTrailingZeros();
    mustNotBeNegative(node.get(), cores.signum());
    return cores;
  }

  /** Compose passes it on, and Docker starts no such container. */
  private void mustNotBeNegative(Node node, int sign) {
    if (on && sign < 0) {
      throw refused(node, shown(node) + " is below 0; leave it out for no limit");
    }
  }

  /** The older way to limit a processor: so many microseconds of each period. */
  BigDecimal quota(Node service) {
    long quota = whole(service.get("cpu_quota"));
    long period = whole(service.get("cpu_period"));
    return quota <= 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf((float) quota / (period <= 0 ? PERIOD : period));
  }

  private long whole(Optional<Node> node) {
    return node.flatMap(Node::text)
        .filter(text -> WHOLE.matcher(text).matches())
        .map(Long::parseLong)
        .orElse(0L);
  }

  int replicas(Node service) {
    Optional<Integer> scale = service.get("scale").map(this::count);
    Optional<Integer> replicas = service.at("deploy", "replicas").map(this::count);
    if (on && scale.isPresent() && replicas.isPresent() && !scale.equals(replicas)) {
      throw refused(
          service.get("scale").orElseThrow(), "scale and deploy.replicas differ; keep one");
    }
    int count = scale.or(() -> replicas).orElse(1);
    if (on && count > 1 && service.get("container_name").isPresent()) {
      throw refused(
          service.get("container_name").orElseThrow(),
          "a container_name fits one container, not %d".formatted(count));
    }
    return count;
  }

  /** As it is written; what is longer than any quantity may be a secret in a wrong place. */
  private static String shown(Node node) {
    String written = node.shown();
    return written.length() > LONGEST_SHOWN && !written.contains("$")
        ? "a text of %d characters, which is not shown,".formatted(written.length())
        : "'" + written + "'";
  }

  private int count(Node node) {
    String text = node.text().orElse("");
    if (!WHOLE.matcher(text).matches() || (on && Integer.parseInt(text) < 0)) {
      throw refused(node, shown(node) + " is not a number of containers");
    }
    return Integer.parseInt(text);
  }

  /** The value that stands in two places: Compose refuses two that differ. */
  <T extends Comparable<T>> T same(
      T own, Optional<T> deployed, Optional<Node> at, String elsewhere) {
    if (at.isEmpty() || isZero(own)) {
      return deployed.orElse(own);
    }
    if (on && deployed.isPresent() && own.compareTo(deployed.get()) != 0) {
      throw refused(
          at.get(), "this and %s differ, which Compose refuses; keep one".formatted(elsewhere));
    }
    return own;
  }

  private static boolean isZero(Object number) {
    return number instanceof Number some && some.doubleValue() == 0;
  }

  private static @Nullable Object value(Node node) {
    return node instanceof Node.Scalar scalar ? scalar.value() : null;
  }

  private InfraException refused(Node node, String why) {
    return new InfraException("%s: service %s: %s".formatted(node.place(), service, why));
  }
}
