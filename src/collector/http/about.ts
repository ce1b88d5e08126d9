import { Hono } from 'hono';
import { cosignerKeyText } from '../../core/tlog/cosignature.ts';
import type { NoteVerifier } from '../../core/tlog/signed-note.ts';

export interface AboutOptions {
  readonly cosigner: NoteVerifier;
  readonly version: string;
  /** Rejects when a store does not answer. */
  readonly probe: () => Promise<void>;
}

/** What anybody may know: `GET /collector.json`, by which a screen finds its collector, and `GET /healthz`. */
export function aboutRoutes({ cosigner, version, probe }: AboutOptions): Hono {
  const app = new Hono();
  app.get('/collector.json', (context) =>
    context.json({ product: 'changming-collector', version, cosigner: cosignerKeyText(cosigner) }, 200, {
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-cache',
    }),
  );
  app.get('/healthz', async (context) => {
    context.header('Cache-Control', 'no-store');
    try {
      await probe();
      return context.text('ok\n');
    } catch {
      // What the store said is for the log, not for whoever asks.
      return context.text('a store does not answer\n', 503);
    }
  });
  return app;
}
