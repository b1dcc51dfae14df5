package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.http.client.HttpClientBuilder;
import com.oracle.bmc.http.client.HttpProvider;
import com.oracle.bmc.http.client.Serializer;

/**
 * HTTP for Oracle's SDK by the JDK's client instead of Jersey, which cost a run as much as all the
 * rest of it. {@code META-INF/services} names this class, because the SDK asks nobody which client
 * to use when it trades a VM's certificate for a token.
 */
public final class JdkHttpProvider implements HttpProvider {
  private final OciTimeouts timeouts;

  /** With the default time-outs. The SDK calls this one. */
  public JdkHttpProvider() {
    this(OciTimeouts.DEFAULT);
  }

  JdkHttpProvider(OciTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public HttpClientBuilder newBuilder() {
    return new JdkHttpClientBuilder(timeouts);
  }

  @Override
  public Serializer getSerializer() {
    return SdkJson.SHARED;
  }
}
