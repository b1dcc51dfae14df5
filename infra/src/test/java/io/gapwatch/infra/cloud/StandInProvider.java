package io.gapwatch.infra.cloud;

import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** The provider protocol before a {@link StandInCloud}. */
final class StandInProvider extends ResourceProviderImplBase {
  private final StandInCloud cloud;
  private final Path folder;
  private final Path launcher;
  private final SchemaCheck schema = new SchemaCheck();

  /**
   * A provider of one cloud.
   *
   * @param folder where relative paths start, as for a plugin that the engine starts
   * @param launcher beside which lies what it saw of its environment
   */
  StandInProvider(StandInCloud cloud, Path folder, Path launcher) {
    this.cloud = cloud;
    this.folder = folder;
    this.launcher = launcher;
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
    answer(observer, () -> PluginInfo.newBuilder().setVersion("4.20.0").build());
  }

  @Override
  public void checkConfig(
      Provider.CheckRequest request, StreamObserver<Provider.CheckResponse> observer) {
    answer(
        observer, () -> Provider.CheckResponse.newBuilder().setInputs(request.getNews()).build());
  }

  @Override
  public void diffConfig(
      Provider.DiffRequest request, StreamObserver<Provider.DiffResponse> observer) {
    answer(observer, Provider.DiffResponse::getDefaultInstance);
  }

  @Override
  public void configure(
      Provider.ConfigureRequest request, StreamObserver<Provider.ConfigureResponse> observer) {
    // As the bridged provider: previews yes, secrets no.
    answer(
        observer, () -> Provider.ConfigureResponse.newBuilder().setSupportsPreview(true).build());
  }

  @Override
  public void check(
      Provider.CheckRequest request, StreamObserver<Provider.CheckResponse> observer) {
    answer(
        observer,
        () -> {
          Provider.CheckResponse.Builder response =
              Provider.CheckResponse.newBuilder().setInputs(request.getNews());
          schema
              .problems(token(request.getUrn()), Values.map(request.getNews()))
              .forEach(
                  problem ->
                      response.addFailures(Provider.CheckFailure.newBuilder().setReason(problem)));
          return response.build();
        });
  }

  @Override
  public void diff(Provider.DiffRequest request, StreamObserver<Provider.DiffResponse> observer) {
    answer(
        observer,
        () -> {
          Map<String, Object> olds = Values.map(request.getOldInputs());
          Map<String, Object> state = Values.map(request.getOlds());
          if (olds.containsKey("source")) {
            olds.put("source", state.getOrDefault("source", ""));
          }
          Map<String, Object> news = withFileTime(Values.map(request.getNews()));
          if (request.getIgnoreChangesList().contains("source")) {
            news.put("source", olds.getOrDefault("source", ""));
          }
          Difference difference = Difference.between(token(request.getUrn()), olds, news);
          if (token(request.getUrn()).startsWith("oci:Budget/")
              && !request.getIgnoreChangesList().contains("systemTags")) {
            // The provider misses in Oracle's answer what its schema computes.
            difference.changed().add("systemTags");
          }
          return Provider.DiffResponse.newBuilder()
              .setChanges(
                  difference.changed().isEmpty()
                      ? Provider.DiffResponse.DiffChanges.DIFF_NONE
                      : Provider.DiffResponse.DiffChanges.DIFF_SOME)
              .addAllDiffs(difference.changed())
              .addAllReplaces(difference.replacing())
              .setDeleteBeforeReplace(difference.deletesFirst())
              .build();
        });
  }

  @Override
  public void create(
      Provider.CreateRequest request, StreamObserver<Provider.CreateResponse> observer) {
    answer(
        observer,
        () -> {
          String token = token(request.getUrn());
          Map<String, Object> inputs = withFileTime(Values.map(request.getProperties()));
          if (request.getPreview()) {
            return Provider.CreateResponse.newBuilder()
                .setProperties(Values.struct(Outputs.unknown(token, inputs)))
                .build();
          }
          Item item = created(token, inputs);
          return Provider.CreateResponse.newBuilder()
              .setId(item.id())
              .setProperties(Values.struct(item.properties()))
              .build();
        });
  }

  @Override
  public void update(
      Provider.UpdateRequest request, StreamObserver<Provider.UpdateResponse> observer) {
    answer(
        observer,
        () -> {
          String token = token(request.getUrn());
          Map<String, Object> inputs = withFileTime(Values.map(request.getNews()));
          Map<String, Object> outputs =
              request.getPreview()
                  ? Outputs.unknown(token, inputs)
                  : cloud.update(token, request.getId(), inputs).properties();
          return Provider.UpdateResponse.newBuilder().setProperties(Values.struct(outputs)).build();
        });
  }

  @Override
  public void delete(Provider.DeleteRequest request, StreamObserver<Empty> observer) {
    answer(
        observer,
        () -> {
          cloud.delete(request.getId());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void invoke(
      Provider.InvokeRequest request, StreamObserver<Provider.InvokeResponse> observer) {
    answer(
        observer,
        () -> {
          cloud.outages().answerable(Values.map(request.getArgs()));
          Provider.InvokeResponse.Builder response = Provider.InvokeResponse.newBuilder();
          List<String> problems =
              schema.invokeProblems(request.getTok(), Values.map(request.getArgs()));
          problems.forEach(
              problem ->
                  response.addFailures(Provider.CheckFailure.newBuilder().setReason(problem)));
          return response
              .setReturn(Values.struct(Answers.to(request.getTok(), cloud.newestImage())))
              .build();
        });
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
    try {
      observer.onNext(answer.get());
      observer.onCompleted();
    } catch (RuntimeException e) {
      observer.onError(Status.UNKNOWN.withDescription(e.getMessage()).asException());
    }
  }

  /** As the provider, which asks five times when it is told that it asks too often. */
  private Item created(String token, Map<String, Object> inputs) {
    for (int asked = 1; ; asked++) {
      try {
        return cloud.create(token, inputs);
      } catch (CloudException e) {
        if (!e.isTooOften() || asked == 5 || mayNotRepeat()) {
          throw e;
        }
      }
    }
  }

  private boolean mayNotRepeat() {
    return seen("retries-off").equals("true");
  }

  private String seen(String what) {
    try {
      return Files.readString(launcher.resolveSibling(launcher.getFileName() + "." + what)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The provider's state of a source is its path and its local time of modification. */
  private Map<String, Object> withFileTime(Map<String, Object> inputs) {
    Object source = inputs.get("source");
    if (!(source instanceof String path) || !inputs.containsKey("object")) {
      return inputs;
    }
    Map<String, Object> timed = new TreeMap<>(inputs);
    try {
      timed.put(
          "source",
          path
              + " "
              + Files.getLastModifiedTime(folder.resolve(path))
                  .toInstant()
                  .atZone(ZoneId.of(seen("zone")))
                  .toLocalDateTime());
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the source: " + path, e);
    }
    return timed;
  }

  private static String token(String urn) {
    String type = urn.split("::", -1)[2];
    return type.substring(type.lastIndexOf('$') + 1);
  }
}
