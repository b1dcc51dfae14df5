package io.gapwatch.agent.html;

/**
 * The colours and letters of the status page and of reports, light and dark. Each colour of text
 * has a contrast of 4.5 to 1 on the page and on a card (WCAG 2.2, AA).
 */
public final class Palette {
  /** The beginning of a style sheet. */
  public static final String CSS =
      """
      :root { color-scheme: light dark; --ink: #1c2128; --soft: #59636e; --line: #d1d9e0;
        --page: #ffffff; --card: #f6f8fa; --ok: #1a7f37; --warning: #8a5d00;
        --critical: #c21f2c; --unknown: #7443c7; --none: #b4bcc4; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1;
        --line: #3d444d; --page: #0d1117; --card: #151b23; --ok: #3fb950; --warning: #d29922;
        --critical: #ff6b64; --unknown: #b992ff; --none: #4a525b; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--page);
        color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
      p { margin: .25rem 0; } .soft { color: var(--soft); } .small { font-size: .85rem; }
      """;

  private Palette() {}
}
