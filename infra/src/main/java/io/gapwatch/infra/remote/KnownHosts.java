package io.gapwatch.infra.remote;

import io.gapwatch.infra.config.ByteOrderMark;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that keeps the keys which machines showed at the first contact. What cannot be read or
 * kept there is told: in silence, each contact would be a first one, and any key good.
 *
 * @param file as OpenSSH writes it
 * @param text what is in it, without a byte order mark
 * @param hasMark whether it begins with one
 */
record KnownHosts(Path file, String text, boolean hasMark) {
  /**
   * Reads the file, which is made unless it is there.
   *
   * @throws InfraException when it is no file of text, or cannot be read or made
   */
  static KnownHosts of(Path file) {
    make(file);
    if (!Files.isRegularFile(file)) {
      throw new InfraException(
          "%s is no file, so no key of a machine can be known; remove or rename it, and a new one is made"
              .formatted(file));
    }
    String text = read(file);
    if (text.indexOf('\0') >= 0) {
      throw new InfraException(
          "%s is no text in UTF-8, so no key in it can be known; save it as UTF-8, or remove it"
              .formatted(file));
    }
    return new KnownHosts(file, ByteOrderMark.without(text), ByteOrderMark.begins(text));
  }

  private static void make(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(file)) {
        throw new InfraException(
            "%s is a link to nothing, or its folder is a file; remove it".formatted(file), e);
      }
    } catch (IOException e) {
      throw new InfraException(
          "could not make %s: %s; check the owner and the mode of its folder"
              .formatted(file, reason(e)),
          e);
    }
  }

  private static String read(Path file) {
    try {
      // Bytes that are no UTF-8 may stand in a comment.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InfraException(
          "could not read %s, so no key of a machine can be known: %s; check its owner and its mode"
              .formatted(file, reason(e)),
          e);
    }
  }

  /**
   * The keys of one machine.
   *
   * @param name as in {@code 192.0.2.10} and {@code [192.0.2.10]:2222}
   * @throws InfraException when a line of it is damaged
   */
  List<KnownKey> of(String name) {
    List<KnownKey> keys = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      Optional<HostLine> found = HostLine.of(line).filter(each -> each.names(name));
      if (found.isPresent()) {
        keys.add(key(found.get(), number));
      }
    }
    return List.copyOf(keys);
  }

  private KnownKey key(HostLine line, int number) {
    return line.key()
        .orElseThrow(
            () ->
                new InfraException(
                    "line %d of %s is damaged, so the key of the machine is not known; restore the line, or remove it if you can tell the key that is shown then"
                        .formatted(number, file)));
  }

  /**
   * Makes sure that a first contact can be noted.
   *
   * @throws InfraException when the file cannot be written
   */
  void refuseUnwritable() {
    if (!Files.isWritable(file)) {
      throw new InfraException(
          "could not write %s, so the key of a first contact would not be kept; check its owner and its mode"
              .formatted(file));
    }
  }

  /** Refuses what the system's {@code ssh} would read past in silence. */
  void refuseMark() {
    if (hasMark) {
      throw ByteOrderMark.refusal(file, "so ssh does not know its first machine");
    }
  }

  /**
   * Notes a key at the end; whatever else is in the file stays as it is.
   *
   * @throws InfraException when it cannot be noted
   */
  void add(String name, KnownKey key) {
    String line = "%s %s %s\n".formatted(name, key.type(), key.base64());
    try {
      Files.writeString(
          file,
          text.isEmpty() || text.endsWith("\n") ? line : "\n" + line,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new InfraException(
          "could not write %s, so the key of a first contact was not kept: %s; check its owner, its mode and the space"
              .formatted(file, reason(e)),
          e);
    }
  }

  /** In words: of an exception of the file system the message is the path, or begins with it. */
  private static String reason(IOException failure) {
    if (failure instanceof FileSystemException file) {
      return Optional.ofNullable(file.getReason())
          .orElseGet(() -> file.getClass().getSimpleName().replaceFirst("Exception$", ""));
    }
    return String.valueOf(failure.getMessage());
  }
}
