package io.gapwatch.infra.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.protobuf.Empty;
import io.gapwatch.infra.cloud.PluginLauncher;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import pulumirpc.Language.GetRequiredPackagesRequest;
import pulumirpc.Language.GetRequiredPackagesResponse;
import pulumirpc.Language.ProgramInfo;
import pulumirpc.Language.RunRequest;
import pulumirpc.Language.RunResponse;
import pulumirpc.LanguageRuntimeGrpc.LanguageRuntimeImplBase;
import pulumirpc.Plugin.PackageDependency;
import pulumirpc.Plugin.PluginInfo;

/**
 * Runs the program for the {@code pulumi} command as the Java language host does: with Maven, in
 * the program's folder, in an environment that says what to do. The real host cannot be built from
 * modules where these tests run.
 */
final class LanguageHostStandIn extends LanguageRuntimeImplBase implements AutoCloseable {
  private final Path bin;
  private final Server server;

  private LanguageHostStandIn(Path bin) throws IOException {
    this.bin = bin;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  static LanguageHostStandIn start(Path bin) throws IOException {
    LanguageHostStandIn host = new LanguageHostStandIn(bin);
    PluginLauncher.write(bin, "pulumi-language-java", host.server.getPort());
    return host;
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
    observer.onNext(PluginInfo.newBuilder().setVersion("1.36.1").build());
    observer.onCompleted();
  }

  @Override
  public void getRequiredPackages(
      GetRequiredPackagesRequest request, StreamObserver<GetRequiredPackagesResponse> observer) {
    answer(
        observer,
        () -> {
          maven(
              request.getInfo(),
              Map.of(),
              "-DmainClass=com.pulumi.bootstrap.internal.Main",
              "-DmainArgs=packages");
          GetRequiredPackagesResponse.Builder response = GetRequiredPackagesResponse.newBuilder();
          String json = log().lines().filter(line -> line.startsWith("[{")).findFirst().orElse("");
          for (JsonElement each : JsonParser.parseString(json).getAsJsonArray()) {
            response.addPackages(
                PackageDependency.newBuilder()
                    .setKind("resource")
                    .setName(each.getAsJsonObject().get("name").getAsString())
                    .setVersion(each.getAsJsonObject().get("version").getAsString()));
          }
          return response.build();
        });
  }

  @Override
  public void run(RunRequest request, StreamObserver<RunResponse> observer) {
    answer(
        observer,
        () -> {
          int code = maven(request.getInfo(), environment(request));
          String error = code == 0 ? "" : "exit code " + code + ":\n" + log();
          return RunResponse.newBuilder().setError(error).build();
        });
  }

  private int maven(ProgramInfo program, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "mvn",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "--no-transfer-progress",
                "compile",
                "exec:java"));
    command.addAll(List.of(options));
    ProcessBuilder maven = new ProcessBuilder(command);
    maven.directory(Path.of(program.getProgramDirectory()).toFile());
    maven.redirectErrorStream(true).redirectOutput(bin.resolve("maven.log").toFile());
    maven.environment().putAll(environment);
    return maven.start().waitFor();
  }

  private String log() throws IOException {
    return Files.readString(bin.resolve("maven.log"));
  }

  private static <T> void answer(StreamObserver<T> observer, Callable<T> answer) {
    try {
      observer.onNext(answer.call());
      observer.onCompleted();
    } catch (Exception e) {
      observer.onError(Status.UNKNOWN.withDescription(e.toString()).asException());
    }
  }

  private Map<String, String> environment(RunRequest request) throws IOException {
    Gson gson = new Gson();
    return Map.ofEntries(
        Map.entry("PULUMI_ENGINE", engine()),
        Map.entry("PULUMI_MONITOR", request.getMonitorAddress()),
        Map.entry("PULUMI_ORGANIZATION", request.getOrganization()),
        Map.entry("PULUMI_PROJECT", request.getProject()),
        Map.entry("PULUMI_STACK", request.getStack()),
        Map.entry("PULUMI_ROOT_DIRECTORY", request.getInfo().getRootDirectory()),
        Map.entry("PULUMI_DRY_RUN", Boolean.toString(request.getDryRun())),
        Map.entry("PULUMI_CONFIG", gson.toJson(request.getConfigMap())),
        Map.entry(
            "PULUMI_CONFIG_SECRET_KEYS",
            gson.toJson(List.copyOf(request.getConfigSecretKeysList()))));
  }

  /** The engine's address is the last argument of its language plugins. */
  private String engine() throws IOException {
    String arguments =
        Files.readString(bin.resolve("pulumi-language-java.arguments"), StandardCharsets.UTF_8);
    return arguments.strip().replaceAll(".* ", "");
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
