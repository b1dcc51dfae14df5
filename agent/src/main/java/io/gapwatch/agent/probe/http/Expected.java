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

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String MORE_REDIRECTS =
      ", a redirect that the check does not follow (redirects)";
  private static final int MOST_SHOWN = 60;
  private static final String READ = Sizes.text(HttpSession.MOST_READ);

  /** Each of it. The body itself is not shown. */
  List<Compared> compare(Visit visit) {
    List<Compared> all = new ArrayList<>();
    int given = visit.status();
    all.add(
        Compared.of(
            "status",
            given == status
                ? ""
                : "the status is %d, not %d%s"
                    .formatted(given, status, REDIRECTS.contains(given) ? MORE_REDIRECTS : "")));
    contains.ifPresent(text -> all.add(contains(visit, text)));
    if (!json.isEmpty()) {
      all.addAll(values(visit));
    }
    return all;
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
    JsonNode tree = parse(visit.body());
    return json.entrySet().stream()
        .map(
            one -> Compared.of("json " + one.getKey(), compare(tree, one.getKey(), one.getValue())))
        .toList();
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
