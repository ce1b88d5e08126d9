import type { PinHash } from '../../core/screen/screen-settings.ts';

/** A PIN of four to eight digits keeps passers-by out of the panel; it cannot keep out who holds the disk. */
export const pinPattern = /^\d{4,8}$/;

const iterations = 200_000;

/** Salts and hashes a PIN for keeping. About a tenth of a second on a desktop. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt: toHex(salt), hash: await derive(pin, salt, iterations), iterations };
}

export async function isPin(pin: string, kept: PinHash): Promise<boolean> {
  return (await derive(pin, fromHex(kept.salt), kept.iterations)) === kept.hash;
}

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<string> {
  const secret = new TextEncoder().encode(pin);
  // `crypto.subtle` exists in secure contexts only; a screen may be served over plain http in a branch's own network.
  if (typeof crypto.subtle === 'undefined') {
    const { deriveInScript } = await import('./derive-in-script.ts');
    return toHex(await deriveInScript(secret, salt, rounds));
  }
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    key,
    256,
  );
  return toHex(new Uint8Array(bits));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
