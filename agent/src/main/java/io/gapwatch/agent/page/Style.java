package io.gapwatch.agent.page;

/**
 * The style sheet: light and dark, from a phone to a wall; every color has 4.5 to 1 on its ground.
 */
final class Style {
  static final String TEXT =
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
      h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
      h3 { font-size: 1rem; margin: 0; display: flex; gap: .5rem; align-items: baseline;
        justify-content: space-between; }
      p { margin: .25rem 0; } .soft { color: var(--soft); } .small { font-size: .85rem; }
      a { color: inherit; } a:focus-visible { outline: 3px solid var(--unknown); outline-offset: 2px; }
      .skip { position: absolute; left: -999px; }
      .skip:focus { left: 1rem; background: var(--page); padding: .25rem .5rem; }
      .verdict { font-size: 1.2rem; margin: .75rem 0; padding: .75rem; background: var(--card);
        border-left: .35rem solid currentColor; border-radius: .25rem; }
      article { margin: 0 0 .75rem; padding: .75rem; background: var(--card);
        border: 1px solid var(--line); border-left-width: .35rem; border-radius: .25rem; }
      article.ok { border-left-color: var(--ok); } article.warning { border-left-color: var(--warning); }
      article.critical { border-left-color: var(--critical); }
      article.unknown { border-left-color: var(--unknown); }
      .badge { font-weight: 600; font-size: .85rem; white-space: nowrap; }
      :is(.badge, .verdict).ok { color: var(--ok); } :is(.badge, .verdict).warning { color: var(--warning); }
      :is(.badge, .verdict).critical { color: var(--critical); }
      :is(.badge, .verdict).unknown { color: var(--unknown); }
      svg { display: block; width: 100%; } .bars { height: 28px; margin: .5rem 0 .25rem; }
      .course { height: 60px; } figure { margin: .5rem 0; max-width: 24rem; }
      figcaption { font-size: .85rem; color: var(--soft); }
      path.ok { fill: var(--ok); } path.warning { fill: var(--warning); }
      path.critical { fill: var(--critical); } path.unknown { fill: var(--unknown); }
      path.none { fill: var(--none); }
      polyline { fill: none; stroke: var(--ink); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
      .incidents { list-style: none; padding: 0; }
      .incidents li { padding: .5rem 0; border-top: 1px solid var(--line); }
      footer { margin-top: 2rem; }
      """;

  private Style() {}
}
