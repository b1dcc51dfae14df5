package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.text.Shell;
import java.util.List;

/**
 * What to do, in the operators' own commands, with the likely causes that the off-chain monitoring
 * guide names. None of it loses data.
 */
final class Remedies {
  private Remedies() {}

  static String offline(String name) {
    return ("look before the crash: pm2 logs %s --lines 100 --nostream; likely: the database's"
            + " connection pool is exhausted, an uncaught exception, out of memory, or a"
            + " time-out of another service; then pm2 restart %s and watch it for 5 minutes")
        .formatted(Shell.word(name), Shell.word(name));
  }

  static String missing(String name, List<String> unnamed) {
    String others =
        unnamed.isEmpty() ? "" : "; PM2 has " + String.join(", ", unnamed) + ": was it renamed?";
    return "see pm2 list; start %s again, or correct its name in the check%s"
        .formatted(name, others);
  }

  static String vanished(String name) {
    return ("see pm2 list, and start %s again if nobody removed it on purpose; it is forgotten after"
            + " a day: name the apps that must run in expect")
        .formatted(name);
  }

  static String scaled(String name, long instances) {
    return "if nobody meant it: pm2 scale %s %d; it is forgotten after a day"
        .formatted(Shell.word(name), instances);
  }

  static String restarting(String name) {
    return ("look for an error that repeats: pm2 logs %s --lines 500 --nostream | grep -i error;"
            + " likely: a wrong environment variable, rate limiting by another service, or a"
            + " bug in a recent deployment (git log --oneline -5)")
        .formatted(Shell.word(name));
  }

  static String memory(String name) {
    return ("see whether it grows: pm2 describe %s | grep memory; likely a leak: listeners that are"
            + " never removed, or a cache without limit; pm2 restart %s helps for a time")
        .formatted(Shell.word(name), Shell.word(name));
  }

  static String busy(String name) {
    return "see what it does: pm2 logs %s --lines 100 --nostream, and pm2 describe %s"
        .formatted(Shell.word(name), Shell.word(name));
  }

  static String young(String name) {
    return "if nobody deployed or restarted it, it crashed: pm2 logs %s --lines 100 --nostream"
        .formatted(Shell.word(name));
  }

  static String overdue(String name) {
    return ("see whether its last run still hangs or failed: pm2 describe %s, and "
            + "pm2 logs %s --lines 100 --nostream")
        .formatted(Shell.word(name), Shell.word(name));
  }
}
