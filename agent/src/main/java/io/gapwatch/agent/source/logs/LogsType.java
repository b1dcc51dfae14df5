package io.gapwatch.agent.source.logs;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Glob;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.LocalPath;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import java.util.List;

/** {@code type: logs}: log files of this machine. */
public final class LogsType implements SourceType {
  private static final Key<List<String>> FILES =
      Key.required(
          "files",
          Kinds.some(
              new LocalPath(
                  new FilePath<>(
                      Kinds.judged(
                          Kinds.text(
                              "(?!~)/?([^*?\\[\\]{}/]+/)*[^/]+",
                              "a path with wildcards in its last part only, such as"
                                  + " /home/app/.pm2/logs/*-error.log"),
                          (files, now) ->
                              Glob.fault(files).map("be the path of files; "::concat))))),
          "the files, without their rotated parts");

  @Override
  public String type() {
    return "logs";
  }

  @Override
  public Shape shape() {
    return Shape.of(FILES);
  }

  @Override
  public Class<? extends Session> sessions() {
    return LogsSession.class;
  }

  @Override
  public boolean needsNetwork(Settings settings) {
    return false;
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    return new LogFiles(origin.name(), settings.get(FILES));
  }
}
