import type { ScreenIdentity } from './screen-identity.ts';

/**
 * Who the screen is, by what each copy of its identity says; undefined when neither says anything. Of one screen the later
 * epoch counts. If they are two different screens, the first copy counts once it has a log: it then went on alone. Before
 * that it was only just made, by somebody who did not see the second.
 */
export function chooseIdentity(
  first: ScreenIdentity | undefined,
  second: ScreenIdentity | undefined,
  firstHasLog: boolean,
): ScreenIdentity | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (first.screenId === second.screenId) return first.epoch >= second.epoch ? first : second;
  return firstHasLog ? first : second;
}

/** Whether a stored value is an identity, whole: what a damaged disk gives back must not sign. */
export function isIdentity(value: unknown): value is ScreenIdentity {
  const { screenId, epoch, secretKey, publicKey } = (value ?? {}) as Partial<ScreenIdentity>;
  return (
    typeof screenId === 'string' &&
    Number.isSafeInteger(epoch) &&
    secretKey instanceof Uint8Array &&
    publicKey instanceof Uint8Array &&
    secretKey.length === 32 &&
    publicKey.length === 32
  );
}
