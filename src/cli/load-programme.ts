import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadProgramme as load, type Place, type ReadFile } from '../core/playlist/load.ts';
import type { Parsed } from '../core/playlist/parse.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';

/**
 * A programme with its playlists, from a path or an http(s) address.
 * @param place stands in for the venue and the audiences that it names
 * @returns the programme, or every fault of every file; `printFaults` prints them
 */
export function loadProgramme(pathOrAddress: string, place?: Place): Promise<Parsed<ResolvedProgramme>> {
  return load(addressOf(pathOrAddress), readAddress, undefined, place);
}

/** The absolute address of what was named on the command line. */
export function addressOf(pathOrAddress: string): string {
  const isAddress = isWeb(pathOrAddress) || pathOrAddress.startsWith('file:');
  return isAddress ? new URL(pathOrAddress).href : pathToFileURL(resolve(pathOrAddress)).href;
}

/** A path as the operator would type it, or the address itself. */
export function nameOf(address: string): string {
  if (!address.startsWith('file:')) return address;
  const path = fileURLToPath(address);
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}

export function isWeb(address: string): boolean {
  return /^https?:/i.test(address);
}

/** The bytes at a file: or http(s): address. */
export const readAddress: ReadFile = async (address, signal) => {
  if (!isWeb(address)) return readFile(fileURLToPath(address), signal ? { signal } : {});
  const response = await fetch(address, signal ? { signal } : {});
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

/** SHA-256 (hex) of what is at an address, read piece by piece: films are larger than memory should be. */
export async function sha256Of(address: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of await openAddress(address)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

async function openAddress(address: string): Promise<Readable> {
  if (!isWeb(address)) return createReadStream(fileURLToPath(address));
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  return Readable.fromWeb(response.body);
}
