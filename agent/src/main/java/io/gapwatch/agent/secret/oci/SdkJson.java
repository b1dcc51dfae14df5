package io.gapwatch.agent.secret.oci;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.bmc.http.client.Serializer;
import com.oracle.bmc.secrets.model.SecretBundle;
import java.io.IOException;

/** JSON to and from the SDK's classes. What they do not know yet is skipped. */
final class SdkJson implements Serializer {
  /** One for all: each would learn the SDK's classes anew, which takes longer than to read them. */
  static final SdkJson SHARED = new SdkJson();

  private final ObjectMapper mapper =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private SdkJson() {}

  @Override
  public <T> T readValue(String json, Class<T> type) throws IOException {
    return type == SecretBundle.class
        ? type.cast(SecretBundleJson.read(mapper.readTree(json)))
        : mapper.readValue(json, type);
  }

  @Override
  public <T> T readValue(byte[] json, Class<T> type) throws IOException {
    return mapper.readValue(json, type);
  }

  @Override
  public String writeValueAsString(Object value) throws IOException {
    return mapper.writeValueAsString(value);
  }
}
