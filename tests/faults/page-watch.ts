import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import type {} from '../../src/player/written-event.ts';

/** What the page reports, at once, through the binding of this name. */
export const binding = 'changmingWitness';

export type PageReport =
  /** A document has begun: from here on somebody waits for a picture. */
  | { readonly what: 'document' }
  /** The program called these entries durable. */
  | { readonly what: 'written'; readonly entries: readonly AsRunEntry[]; readonly wallMs: number }
  /** The pictures on view changed, to this many. */
  | {
      readonly what: 'on-view';
      readonly count: number;
      readonly wallMs: number;
      readonly monotonicMs: number;
    }
  /** A transaction that adds to the as-run log has been begun. */
  | { readonly what: 'commit'; readonly wallMs: number };

/**
 * Runs in every document before the program: reports, never interferes. Everything it needs stands inside, because
 * only its text gets into the page.
 */
export function watchPage(name: string): void {
  const report = (value: PageReport) => {
    const send = (globalThis as unknown as Record<string, ((text: string) => void) | undefined>)[name];
    send?.(JSON.stringify(value));
  };
  if (window !== window.top) return;
  report({ what: 'document' });
  addEventListener('changming-written', ({ detail }) =>
    report({ what: 'written', entries: detail, wallMs: Date.now() }),
  );

  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...parameters: Parameters<typeof add>) {
    if (this.name === 'entries') report({ what: 'commit', wallMs: Date.now() });
    return add.apply(this, parameters);
  };

  let shown: Element | undefined;
  const look = (root: ShadowRoot) => {
    const onView = root.querySelectorAll('.layer.on-view');
    // Two are on view while one replaces the other: the later one is the new picture.
    const newest =
      [...onView].find((layer) => layer !== shown && layer.classList.contains('arriving')) ?? onView[0];
    if (newest === shown) return;
    shown = newest;
    report({
      what: 'on-view',
      count: onView.length,
      wallMs: Date.now(),
      monotonicMs: performance.now(),
    });
  };
  // Within the call that changes the layers: an observer would be told when the page has time for it.
  for (const name of ['add', 'remove'] as const) {
    const change = DOMTokenList.prototype[name];
    DOMTokenList.prototype[name] = function (...tokens) {
      change.apply(this, tokens);
      const root = tokens.includes('on-view') && document.querySelector('changming-stage')?.shadowRoot;
      if (root) look(root);
    };
  }
}
