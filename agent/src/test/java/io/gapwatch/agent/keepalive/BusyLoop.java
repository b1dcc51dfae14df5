package io.gapwatch.agent.keepalive;

/** Real work that wants a whole core for each of its threads, for a minute at the most. */
final class BusyLoop {
  private BusyLoop() {}

  /**
   * Works.
   *
   * @param args how many threads
   */
  public static void main(String[] args) {
    long end = System.nanoTime() + 60_000_000_000L;
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
              })
          .start();
    }
    System.out.println("working");
  }
}
