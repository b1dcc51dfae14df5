package io.gapwatch.agent.source.host;

import io.gapwatch.agent.source.Session;
import java.nio.file.Path;
import java.time.Duration;

/** This machine, as a source. */
public interface HostSession extends Session {
  /**
   * The file system that a file or folder is on.
   *
   * @param timeout how long it may take: a network drive whose server is gone never answers
   * @throws io.gapwatch.agent.source.SourceUnavailableException when there is no such file, or it
   *     cannot be found out
   */
  Volume volume(Path path, Duration timeout);

  /**
   * A mounted file system.
   *
   * @param bytes its size
   * @param usableBytes what this user may still fill; root may have a reserve beyond that
   * @param freeBytes what is free, the reserve of root included
   * @param inodes how many files it can hold; 0 where it has no such limit
   * @param freeInodes how many more files it can hold
   */
  record Volume(long bytes, long usableBytes, long freeBytes, long inodes, long freeInodes) {}
}
