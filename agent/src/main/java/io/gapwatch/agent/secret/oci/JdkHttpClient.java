package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.http.client.HttpClient;
import com.oracle.bmc.http.client.HttpRequest;
import com.oracle.bmc.http.client.Method;
import com.oracle.bmc.http.client.RequestInterceptor;
import java.util.List;

/**
 * Sends requests of the SDK to one service.
 *
 * @param base the service's address, without a slash at its end
 * @param interceptors what changes a request before it is sent, first things first; signing is one
 */
record JdkHttpClient(String base, List<RequestInterceptor> interceptors, OciTimeouts timeouts)
    implements HttpClient {

  @Override
  public HttpRequest createRequest(Method method) {
    return new JdkHttpRequest(this, method);
  }

  /** Without it the SDK would repeat requests, and renew tokens, behind our back. */
  @Override
  public boolean isProcessingException(Exception e) {
    return false;
  }

  /** Nothing stays open between requests. */
  @Override
  public void close() {}
}
