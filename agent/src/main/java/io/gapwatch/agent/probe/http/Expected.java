package io.gapwatch.agent.probe.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gapwatch.agent.source.http.HttpSession;
import io.gapwatch.agent.source.http.HttpSession.Visit;
import io.gapwatch.agent.text.Sizes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an answer must be.
 *
 * @param json values by path: {@code .status}, {@code .parts.0.name}
 */
record Expected(long status, Optional<String> contains, Map<String, String> json) {
  /** Of a name that stands there twice, readers take one or the other. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final ObjectMapper LENIENT = new ObjectMapper();

  /** What Jackson says of it. */
  private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

  private static final int BAD_REQUEST = 400;

  /** As nginx, Apache and Go say it to who asks in plain HTTP. */
  private static final Pattern WANTS_TLS =
      Pattern.compile(
          "HTTP request (?:was sent )?to (?:an )?HTTPS|plain HTTP to an SSL-enabled server port");

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String MORE_REDIRECTS =
      ", a redirect that the check does not follow (redirects)";
  private static final int MOST_SHOWN = 60;
  private static final String READ = Sizes.text(HttpSession.MOST_READ);

  /** Each of it. The body itself is not shown. */
  List<Compared> compare(Visit visit) {
    List<Compared> all = new ArrayList<>();
    all.add(status(visit));
    contains.ifPresent(text -> all.add(contains(visit, text)));
    if (!json.isEmpty()) {
      all.addAll(values(visit));
    }
    return all;
  }

  private Compared status(Visit visit) {
    int given = visit.status();
    if (given == status) {
      return Compared.of("status", "");
    }
    String words = "the status is %d, not %d".formatted(given, status);
    if (visit.circling()) {
      return Compared.of(
          "status",
          words + ": the redirects lead in a circle",
          "it may want a cookie, or http and https lead to each other");
    }
    if (given == BAD_REQUEST && visit.chain().isEmpty() && WANTS_TLS.matcher(visit.body()).find()) {
      return Compared.of(
          "status",
          words + ", because this port speaks TLS",
          "write https:// in the url of the source");
    }
    return Compared.of("status", words + (REDIRECTS.contains(given) ? MORE_REDIRECTS : ""));
  }

  private static Compared contains(Visit visit, String text) {
    if (visit.unreadable().isPresent()) {
      return Compared.unknown("body", visit.unreadable().get());
    }
    if (visit.body().contains(text)) {
      return Compared.of("body", "");
    }
    return visit.whole()
        ? Compared.of("body", "the body does not contain \"" + text + "\"")
        : Compared.unknown(
            "body",
            "\"%s\" is not in the first %s of the body; the rest was not read"
                .formatted(text, READ));
  }

  private List<Compared> values(Visit visit) {
    if (!visit.whole()) {
      String why =
          visit
              .unreadable()
              .orElse(
                  "only the first " + READ + " of the body was read, which is not the whole JSON");
      return json.keySet().stream().map(path -> Compared.unknown("json " + path, why)).toList();
    }
    Optional<String> twice = twice(visit.body());
    if (twice.isPresent()) {
      return json.keySet().stream()
          .map(
              path ->
                  Compared.unknown(
                      "json " + path,
                      "the body has the name \"%s\" twice in one object, of which readers take the first or the last"
                          .formatted(twice.get()),
                      "have the service write each name once"))
          .toList();
    }
    JsonNode tree = parse(visit.body());
    return json.entrySet().stream()
        .map(
            one -> Compared.of("json " + one.getKey(), compare(tree, one.getKey(), one.getValue())))
        .toList();
  }

  /** A name that stands twice in JSON that is whole otherwise. */
  private static Optional<String> twice(String body) {
    try {
      JSON.readTree(body);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      Matcher found = TWICE.matcher(e.getOriginalMessage());
      return found.matches() && isJson(body)
          ? Optional.of(found.group(1).substring(0, Math.min(MOST_SHOWN, found.group(1).length())))
          : Optional.empty();
    }
  }

  private static boolean isJson(String body) {
    try {
      LENIENT.readTree(body);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static JsonNode parse(String body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).orElseGet(JSON::missingNode);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static String compare(JsonNode tree, String path, String value) {
    if (tree.isMissingNode()) {
      return "the body is not JSON";
    }
    JsonNode found = tree.at(pointer(path));
    if (found.isMissingNode()) {
      return "there is no " + path + " in the body";
    }
    String text = found.isValueNode() ? found.asText() : found.getNodeType().name();
    return text.equals(value) || isSameNumber(found, value)
        ? ""
        : "%s is %s, not %s"
            .formatted(path, text.substring(0, Math.min(MOST_SHOWN, text.length())), value);
  }

  /** {@code .parts.0.name}, or as jq writes it {@code .parts[0].name}, as a JSON pointer. */
  private static String pointer(String path) {
    return path.replace("~", "~0")
        .replace("/", "~1")
        .replaceAll("\\.?\\[(\\d+)]", ".$1")
        .replaceFirst("^\\.?", "/")
        .replace('.', '/');
  }

  /** 1.0 is 1. */
  private static boolean isSameNumber(JsonNode found, String value) {
    return found.isNumber()
        && value.matches("-?\\d{1,30}(\\.\\d{1,30})?")
        && found.decimalValue().compareTo(new BigDecimal(value)) == 0;
  }
}
