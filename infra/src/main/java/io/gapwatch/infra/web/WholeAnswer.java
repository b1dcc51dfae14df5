package io.gapwatch.infra.web;

import io.gapwatch.infra.config.ByteOrderMark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * An answer's text without a byte order mark, given up as soon as it is longer than anything that
 * is expected.
 */
final class WholeAnswer implements BodySubscriber<String> {
  private final int longest;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /**
   * An answer of up to so many bytes.
   *
   * @param longest in bytes
   */
  WholeAnswer(int longest) {
    this.longest = longest;
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      if (bytes.size() + part.remaining() > longest) {
        if (subscription != null) {
          subscription.cancel();
        }
        text.completeExceptionally(
            new IOException("the answer is longer than %,d bytes".formatted(longest)));
        return;
      }
      byte[] chunk = new byte[part.remaining()];
      part.get(chunk);
      bytes.write(chunk, 0, chunk.length);
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    text.complete(ByteOrderMark.without(bytes.toString(StandardCharsets.UTF_8)));
  }
}
