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
    const newest = [...onView].find((layer) => layer.classList.contains('arriving')) ?? onView[0];
    if (newest === shown) return;
    shown = newest;
    report({
      what: 'on-view',
      count: onView.length,
      wallMs: Date.now(),
      monotonicMs: performance.now(),
    });
  };
  const find = () => {
    const root = document.querySelector('changming-stage')?.shadowRoot;
    if (!root) return void setTimeout(find, 5);
    const options = { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] };
    new MutationObserver(() => look(root)).observe(root, options);
    look(root);
  };
  find();
}
