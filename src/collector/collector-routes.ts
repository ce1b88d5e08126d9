import { Hono } from 'hono';
import type { Alarm } from '../core/collector/answer.ts';
import { Collector } from '../core/collector/collector.ts';
import type { Sha256 } from '../core/tlog/sha256.ts';
import { cosigningKey } from './cosigning-key.ts';
import { FileStaging } from './file-staging.ts';
import { aboutRoutes } from './http/about.ts';
import { pageRoutes } from './http/pages.ts';
import { type PeopleParts, peopleRoutes } from './http/people/people-routes.ts';
import { receivingRoutes } from './http/receiving.ts';
import { SqlScreenKeys } from './people/screen-keys.ts';
import { type CollectorSettings, inData } from './settings.ts';
import type { Stores } from './stores.ts';

export interface CollectorParts {
  readonly version: string;
  /** For whoever reads the process's output. */
  readonly say: (line: string) => void;
}

const clock = { wallMs: () => Date.now() };

/** Everything that screens and people may ask. */
export function collectorRoutes(
  settings: CollectorSettings,
  stores: Stores,
  sha256: Sha256,
  { version, say }: CollectorParts,
): Hono {
  const { control, heads, archive } = stores;
  const signer = cosigningKey(inData(settings, 'cosigning-key'));
  const staging = new FileStaging(inData(settings, 'staging'));
  const keys = new SqlScreenKeys(control);
  const collector = new Collector({ heads, archive, staging, keys, signer, clock, sha256 });
  const onAlarm = (alarm: Alarm) => say(`alarm: ${JSON.stringify(alarm)}`);
  const onError = (error: unknown) => say(`error: ${error instanceof Error ? error.stack : String(error)}`);
  const people = { sql: control, clock, secure: isSecure(settings), onError, ...addresses(settings) };
  return new Hono()
    .route('/', aboutRoutes({ cosigner: signer, version, probe: () => stores.probe() }))
    .route('/', receivingRoutes({ collector, onAlarm, onError }))
    .route('/', peopleRoutes(people))
    .route('/', pageRoutes(settings.pages));
}

/** Whether people reach it by https. */
function isSecure({ tls, publicUrl }: CollectorSettings): boolean {
  return publicUrl === undefined ? tls !== undefined : publicUrl.startsWith('https:');
}

/** What a proxy adds stands last; what stands before it, anybody may have written. */
function addresses({ behindProxy }: CollectorSettings): Pick<PeopleParts, 'addressOf'> {
  if (!behindProxy) return {};
  return {
    addressOf: ({ req }) => req.header('X-Forwarded-For')?.split(',').pop()?.trim() ?? '',
  };
}
