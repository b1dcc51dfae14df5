package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.bmc.secrets.model.Base64SecretBundleContentDetails;
import com.oracle.bmc.secrets.model.SecretBundle;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own reading of a bundle beside the SDK's annotations. */
class SecretBundleJsonTest {
  private static final ObjectMapper BY_ANNOTATIONS =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"versionNumber":12,"timeCreated":"2026-01-02T03:04:05.678Z","stages":["CURRENT"],
         "metadata":{"a":{"b":1}},"aFieldOfTomorrow":[1],
         "secretBundleContent":{"contentType":"BASE64","content":"aHVzaA==","more":1}}\
        """,
        "{\"secretBundleContent\":{\"content\":\"aHVzaA==\",\"contentType\":\"BASE64\"}}",
        "{\"timeCreated\":\"2026-01-02T03:04:05Z\"}",
        "{\"versionNumber\":null,\"timeCreated\":null,\"secretBundleContent\":null}",
        "{\"secretBundleContent\":{\"contentType\":\"BASE64\",\"content\":null}}",
        "{\"secretBundleContent\":{\"contentType\":\"BASE64\"}}",
        "{\"versionNumber\":9223372036854775807}",
        "{}"
      })
  void readsWhatTheSdkReads(String answer) throws Exception {
    SecretBundle ours = SdkJson.SHARED.readValue(answer, SecretBundle.class);
    SecretBundle theirs = BY_ANNOTATIONS.readValue(answer, SecretBundle.class);

    assertThat(ours.getVersionNumber()).isEqualTo(theirs.getVersionNumber());
    assertThat(ours.getTimeCreated()).isEqualTo(theirs.getTimeCreated());
    assertThat(content(ours)).isEqualTo(content(theirs));
  }

  private static Optional<String> content(SecretBundle bundle) {
    return Optional.ofNullable(bundle.getSecretBundleContent())
        .map(Base64SecretBundleContentDetails.class::cast)
        .map(Base64SecretBundleContentDetails::getContent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"secretBundleContent\":{\"contentType\":\"SEALED\",\"content\":\"aHVzaA==\"}}",
        "{\"secretBundleContent\":{\"content\":\"aHVzaA==\"}}"
      })
  void knowsNoOtherContent(String answer) throws Exception {
    assertThat(SdkJson.SHARED.readValue(answer, SecretBundle.class).getSecretBundleContent())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"hush-4711\"",
        "hush-4711",
        "{\"hush-4711\":}",
        "{\"secretBundleContent\":\"hush-4711\"}",
        "{\"versionNumber\":\"hush-4711\"}",
        "{\"versionNumber\":1.5}",
        "{\"versionNumber\":92233720368547758070}",
        "{\"timeCreated\":\"hush-4711\"}",
        "{\"timeCreated\":\"+999999999-12-31T23:59:59Z\"}",
        "{\"secretBundleContent\":{\"contentType\":\"BASE64\",\"content\":\"aHVz"
      })
  void refusesWhatIsNoBundle(String answer) {
    assertThatThrownBy(() -> SdkJson.SHARED.readValue(answer, SecretBundle.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
