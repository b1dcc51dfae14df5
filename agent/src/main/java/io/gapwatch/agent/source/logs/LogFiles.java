package io.gapwatch.agent.source.logs;

import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Log files by their names.
 *
 * @param patterns absolute; wildcards in the last part only
 */
record LogFiles(String name, List<String> patterns) implements Source {
  /** What compressed files end in. */
  private static final String COMPRESSED = "(?:\\.(?:gz|bz2|xz|zst|lz4|Z))?";

  private static final int LONGEST = 64 << 10;
  private static final int BUFFER = 64 << 10;

  @Override
  public Session open(Duration timeout) {
    return new Opened(patterns);
  }

  private record Opened(List<String> patterns) implements LogsSession {
    @Override
    public List<Found> found() {
      return patterns.stream().map(pattern -> new Found(pattern, matching(pattern))).toList();
    }

    private static List<Path> matching(String pattern) {
      Path whole = Path.of(pattern);
      Path folder = Objects.requireNonNullElse(whole.getParent(), whole);
      return list(folder, String.valueOf(whole.getFileName()));
    }

    @Override
    public List<Path> beside(Path file) {
      String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
      Path folder = Objects.requireNonNullElse(file.getParent(), file);
      String literal = stem.replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
      return list(folder, literal + "*").stream()
          .filter(other -> !other.equals(file) && !other.toString().endsWith(".gz"))
          .toList();
    }

    @Override
    public List<Path> rotated(Path file) {
      String name = String.valueOf(file.getFileName());
      int dot = name.lastIndexOf('.');
      String stem = dot > 0 ? name.substring(0, dot) : name;
      String suffix = dot > 0 ? name.substring(dot) : "";
      Pattern names =
          Pattern.compile(
              "(?:%s[-_.](?:\\d[-_.:T\\d]*|old)|%s(?:[-_.]+\\d{4}-?\\d\\d[-_.:T\\d]*|\\.\\d+)%s)%s"
                  .formatted(
                      Pattern.quote(name), Pattern.quote(stem), Pattern.quote(suffix), COMPRESSED));
      Path folder = Objects.requireNonNullElse(file.getParent(), file);
      return list(folder, "*").stream()
          .filter(other -> names.matcher(String.valueOf(other.getFileName())).matches())
          .sorted(Comparator.comparing(Opened::lastWritten))
          .toList();
    }

    private static FileTime lastWritten(Path file) {
      try {
        return Files.getLastModifiedTime(file);
      } catch (IOException gone) {
        return FileTime.fromMillis(0);
      }
    }

    @Override
    public List<Path> around(Path file) {
      Path folder = Objects.requireNonNullElse(file.getParent(), file);
      List<Path> all = new ArrayList<>(list(folder, "*"));
      try {
        Path home = Objects.requireNonNullElse(file.toRealPath().getParent(), folder);
        if (!home.equals(folder)) {
          all.addAll(list(home, "*"));
        }
      } catch (IOException gone) {
        return all;
      }
      return all;
    }

    @Override
    public long key(Path file) throws IOException {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      CRC32 sum = new CRC32();
      sum.update(String.valueOf(key).getBytes(StandardCharsets.UTF_8));
      return sum.getValue();
    }

    @Override
    public long modified(Path file) throws IOException {
      return Files.getLastModifiedTime(file).toMillis();
    }

    /** Nothing but regular files: opening a pipe would wait for its writer. */
    private static List<Path> list(Path folder, String glob) {
      List<Path> files = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, glob)) {
        all.forEach(files::add);
      } catch (IOException e) {
        return List.of();
      }
      return files.stream().filter(Files::isRegularFile).sorted().toList();
    }

    @Override
    public boolean exists(Path file) {
      return Files.isRegularFile(file);
    }

    @Override
    public long size(Path file) throws IOException {
      return Files.size(file);
    }

    @Override
    public long markBefore(Path file, long offset) throws IOException {
      return Tail.before(file, offset, MARKED).checksum();
    }

    @Override
    public boolean beginsWith(Path file, Path copy) throws IOException {
      long end = size(copy);
      if (size(file) < end) {
        return false;
      }
      Tail tail = Tail.before(copy, end, Tail.TELLING);
      return tail.isSame(Tail.before(file, end, Tail.TELLING)) && !tail.repeatsItself();
    }

    @Override
    public boolean isTelling(Path file, long offset) throws IOException {
      return !Tail.before(file, offset, MARKED).repeatsItself();
    }

    @Override
    public Instant written(Path file) throws IOException {
      return Files.getLastModifiedTime(file).toInstant();
    }

    @Override
    public Part read(Path file, long from, long most, boolean toEnd, Consumer<String> line)
        throws IOException {
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        long size = channel.size();
        long skipped = Math.max(0, size - from - most);
        channel.position(from + skipped);
        Lines lines = new Lines(from + skipped, skipped > 0, line);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        // Not beyond what it was when this began: some programs write faster than one reads.
        for (long left = size - from - skipped; left > 0; ) {
          buffer.clear().limit((int) Math.min(buffer.capacity(), left));
          int read = channel.read(buffer);
          if (read < 0) {
            break;
          }
          lines.add(buffer.flip());
          left -= read;
        }
        return new Part(lines.end(toEnd), skipped, lines.cut);
      }
    }

    @Override
    public boolean answers(Duration timeout) {
      return false;
    }

    @Override
    public String answeredBy() {
      return "files " + String.join(", ", patterns);
    }

    @Override
    public String identity() {
      return "logs " + String.join("\n", patterns);
    }

    @Override
    public void close() {
      // Each reading closes its file.
    }
  }

  /** Cuts bytes into lines with bounded memory. */
  private static final class Lines {
    private final Consumer<String> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;
    private long end;
    private long length;
    private long cut;

    /** Whether the next line is only the rest of one whose beginning was skipped. */
    private boolean torn;

    Lines(long start, boolean torn, Consumer<String> sink) {
      this.position = start;
      this.end = start;
      this.torn = torn;
      this.sink = sink;
    }

    void add(ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        byte next = bytes.get();
        position++;
        if (next == '\n') {
          finish();
        } else {
          length++;
          if (line.size() < LONGEST) {
            line.write(next);
          }
        }
      }
    }

    private void finish() {
      if (length > LONGEST) {
        cut++;
      }
      if (!torn) {
        sink.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
      }
      torn = false;
      line.reset();
      length = 0;
      end = position;
    }

    /** An unfinished line is read again next time, unless it is the last one or endless. */
    long end(boolean toEnd) {
      if (length > LONGEST || (toEnd && length > 0)) {
        finish();
      }
      return end;
    }
  }
}
