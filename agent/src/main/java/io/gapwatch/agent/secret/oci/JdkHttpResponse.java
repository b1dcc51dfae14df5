package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.oracle.bmc.http.client.HttpResponse;
import io.gapwatch.agent.http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An answer that was read to its end. */
record JdkHttpResponse(Answer answer) implements HttpResponse {

  @Override
  public int status() {
    return answer.status();
  }

  @Override
  public Map<String, List<String>> headers() {
    return answer.headers();
  }

  @Override
  public CompletionStage<InputStream> streamBody() {
    return CompletableFuture.completedFuture(
        new ByteArrayInputStream(answer.body().getBytes(UTF_8)));
  }

  @Override
  public <T> CompletionStage<T> body(Class<T> type) {
    try {
      T value = SdkJson.SHARED.readValue(answer.body(), type);
      if (value != null) {
        return CompletableFuture.completedFuture(value);
      }
    } catch (IOException quotesTheAnswer) {
      // Said below, without it.
    }
    return CompletableFuture.failedFuture(
        OciFailures.unreadable("it is not the JSON that was expected"));
  }

  @Override
  public <T> CompletionStage<List<T>> listBody(Class<T> type) {
    throw new UnsupportedOperationException("no answer about a secret is a list");
  }

  @Override
  public CompletionStage<String> textBody() {
    return CompletableFuture.completedFuture(answer.body());
  }

  @Override
  public void close() {}
}
