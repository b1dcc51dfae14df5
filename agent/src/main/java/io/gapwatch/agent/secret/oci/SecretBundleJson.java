package io.gapwatch.agent.secret.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.oracle.bmc.secrets.model.Base64SecretBundleContentDetails;
import com.oracle.bmc.secrets.model.SecretBundle;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * A secret as the vault answers, of which we need three fields. Read without the annotations of the
 * SDK's classes: Jackson learns those by reflection, which takes a short run longer than to ask.
 *
 * @see <a
 *     href="https://docs.oracle.com/en-us/iaas/api/#/en/secretretrieval/20190301/SecretBundle/">its
 *     fields</a>
 */
final class SecretBundleJson {
  private static final String CONTENT = "secretBundleContent";

  private SecretBundleJson() {}

  /** Its version, time and, where that is Base64, its content. */
  static SecretBundle read(JsonNode answer) throws JsonProcessingException {
    JsonNode content = answer.path(CONTENT);
    if (!answer.isObject() || !(content.isObject() || isAbsent(content))) {
      throw unexpected("object");
    }
    SecretBundle.Builder bundle =
        SecretBundle.builder().versionNumber(number(answer)).timeCreated(time(answer));
    if ("BASE64".equals(content.path("contentType").textValue())) {
      bundle.secretBundleContent(
          Base64SecretBundleContentDetails.builder()
              .content(content.path("content").textValue())
              .build());
    }
    return bundle.build();
  }

  private static @Nullable Long number(JsonNode answer) throws JsonProcessingException {
    JsonNode number = answer.path("versionNumber");
    if (isAbsent(number)) {
      return null;
    }
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw unexpected("whole number");
    }
    return number.longValue();
  }

  private static @Nullable Date time(JsonNode answer) throws JsonProcessingException {
    JsonNode time = answer.path("timeCreated");
    if (isAbsent(time)) {
      return null;
    }
    try {
      return Date.from(Instant.parse(time.asText()));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw unexpected("time");
    }
  }

  private static boolean isAbsent(JsonNode field) {
    return field.isMissingNode() || field.isNull();
  }

  /** Without the answer, which may hold the secret. */
  private static JsonProcessingException unexpected(String wanted) {
    return new JsonMappingException(null, "no " + wanted + " where one is expected");
  }
}
