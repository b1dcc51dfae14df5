package io.gapwatch.infra.cloud;

import com.sun.net.httpserver.HttpExchange;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Object Storage of a {@link StandInCloud}: who may write and read is what the cloud's buckets and
 * addresses say at that moment. All else is 404, as Oracle answers whoever may not know.
 */
public final class ObjectStorageStandIn implements AutoCloseable {
  private static final Pattern WRITE = Pattern.compile("/p/([^/]+)/n/ns/b/([^/]+)/o/(.+)");
  private static final Pattern READ = Pattern.compile("/n/ns/b/([^/]+)/o/(.+)");
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final StandInCloud cloud;
  private final LoopbackServer server;
  private final Map<String, String> objects = new ConcurrentHashMap<>();

  /** Serves the cloud's objects; its new addresses lead here. */
  public ObjectStorageStandIn(StandInCloud cloud) throws IOException {
    this.cloud = cloud;
    this.server = new LoopbackServer(this::serve);
    cloud.storeAt(server.address().toString());
  }

  /** All that was written, by bucket and name. */
  public Map<String, String> objects() {
    return Map.copyOf(objects);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = LoopbackServer.body(exchange);
    String path = exchange.getRequestURI().getPath();
    Matcher write = WRITE.matcher(path);
    Matcher read = READ.matcher(path);
    boolean put = exchange.getRequestMethod().equals("PUT");
    if (put && write.matches() && cloud.mayWrite(write.group(1), write.group(2))) {
      objects.put(write.group(2) + "/" + write.group(3), body);
      LoopbackServer.answer(exchange, OK, "");
    } else if (!put && read.matches() && cloud.mayRead(read.group(1))) {
      String found = objects.get(read.group(1) + "/" + read.group(2));
      LoopbackServer.answer(exchange, found == null ? NOT_FOUND : OK, found == null ? "" : found);
    } else {
      LoopbackServer.answer(exchange, NOT_FOUND, "");
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
