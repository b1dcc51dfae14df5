package io.gapwatch.agent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Common options that stand before the command's name: {@code gapwatch --config FILE check}. They
 * are handed to the command itself, so that none is read by a group and lost.
 */
final class EarlyOptions {
  private static final Set<String> NAMES = Set.of("--config", "--state", "--now", "--format");

  private EarlyOptions() {}

  /** The first word that is no common option: the name of the command; empty if there is none. */
  static String command(String... args) {
    int at = 0;
    while (at < args.length && NAMES.contains(name(args[at]))) {
      at += width(args[at]);
    }
    return at < args.length ? args[at] : "";
  }

  /** The same arguments, with such options behind the name of the command that they are for. */
  static String[] moved(CommandLine root, String... args) {
    List<String> names = new ArrayList<>();
    List<String> options = new ArrayList<>();
    CommandLine level = root;
    int at = 0;
    while (at < args.length) {
      String word = args[at];
      if (NAMES.contains(name(word))) {
        int end = Math.min(args.length, at + width(word));
        options.addAll(List.of(args).subList(at, end));
        at = end;
      } else if (level.getSubcommands().containsKey(word)) {
        names.add(word);
        level = level.getSubcommands().get(word);
        at++;
      } else {
        break;
      }
    }
    List<String> all = new ArrayList<>(names);
    // Without a command there is nothing that they could be for.
    if (!names.isEmpty()) {
      all.addAll(options);
    }
    all.addAll(List.of(args).subList(at, args.length));
    return all.toArray(String[]::new);
  }

  private static String name(String word) {
    return word.split("=", 2)[0];
  }

  private static int width(String word) {
    return word.contains("=") ? 1 : 2;
  }
}
