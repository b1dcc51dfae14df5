package io.gapwatch.agent.page;

import io.gapwatch.agent.html.Palette;

/**
 * The style sheet: light and dark, from a phone to a wall; every color has 4.5 to 1 on its ground.
 */
final class Style {
  static final String TEXT =
      Palette.CSS
          + """
      h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
      h3 { font-size: 1rem; margin: 0; display: flex; gap: .5rem; align-items: baseline;
        justify-content: space-between; }
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
      .course { height: 60px; } figure { margin: .5rem 0; flex: 1 1 16rem; max-width: 24rem; }
      .courses { display: flex; flex-wrap: wrap; gap: 0 2rem; }
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
