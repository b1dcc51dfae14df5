package io.gapwatch.agent.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Takes single values out of OCI's answers, and quotes nothing of them. */
final class OciJson {
  private static final JsonFactory JSON = new JsonFactory();

  private OciJson() {}

  /**
   * The text or number that these names lead to.
   *
   * @throws VaultFailure when the answer is not JSON
   */
  static Optional<String> text(String json, String... names) {
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken token = parser.nextToken();
      for (String name : names) {
        token = token == JsonToken.START_OBJECT ? find(parser, name) : JsonToken.NOT_AVAILABLE;
      }
      return token.isScalarValue() && token != JsonToken.VALUE_NULL
          ? Optional.of(parser.getText())
          : Optional.empty();
    } catch (IOException quotesTheAnswer) {
      throw OciFailures.unreadable("it is not JSON");
    }
  }

  /** Moves to the value of this name in the object at hand. */
  private static JsonToken find(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (found) {
        return value;
      }
      parser.skipChildren();
    }
    return JsonToken.NOT_AVAILABLE;
  }
}
