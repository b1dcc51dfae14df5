package io.gapwatch.infra.cloud;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Lets the engine find the stand-in under the provider's name: a launcher for the engine's PATH
 * that says the port of a server in this process, and then waits to be stopped.
 */
public final class ProviderPlugin implements AutoCloseable {
  private final Server server;

  private ProviderPlugin(Server server) {
    this.server = server;
  }

  /**
   * Serves the cloud and writes the launcher.
   *
   * @param bin where {@code pulumi-resource-oci} goes
   * @param folder where the engine starts its plugins
   */
  public static ProviderPlugin start(StandInCloud cloud, Path bin, Path folder) throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new StandInProvider(cloud, folder, bin.resolve("pulumi-resource-oci")))
            .build()
            .start();
    PluginLauncher.write(bin, "pulumi-resource-oci", server.getPort());
    return new ProviderPlugin(server);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
