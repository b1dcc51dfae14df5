package io.gapwatch.agent.source.host;

import io.gapwatch.agent.source.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** This machine, as a source. */
public interface HostSession extends Session {
  /**
   * The file system that contains a file or folder.
   *
   * @param timeout how long it may take: a network drive whose server is gone never responds
   * @throws io.gapwatch.agent.source.SourceUnavailableException if the file does not exist or its
   *     file system cannot be read
   */
  Volume volume(Path path, Duration timeout);

  /**
   * What a program left in a file.
   *
   * @param timeout how long it may take
   * @throws io.gapwatch.agent.source.SourceUnavailableException if there is no such ordinary file,
   *     or it cannot be read
   */
  Sign sign(Path file, Duration timeout);

  /** What the kernel says of memory, processors and load. */
  Proc proc();

  /**
   * A sign of life.
   *
   * @param written when the file was last written, to the second
   * @param says the beginning of its first line; may be empty
   */
  record Sign(Instant written, String says) {}

  /**
   * A mounted file system.
   *
   * @param bytes its size
   * @param usableBytes what this user can still write; root may have a reserve beyond that
   * @param freeBytes what is free, including root's reserve
   * @param inodes how many files it can hold; 0 if unlimited
   * @param freeInodes how many more files it can hold
   * @param mounted the folder at which it is mounted; empty if this user cannot see that
   */
  record Volume(
      long bytes, long usableBytes, long freeBytes, long inodes, long freeInodes, String mounted) {}
}
