import { beforeEach, describe, expect, it } from 'vitest';
import { CacheProgrammeStore, type KeptProgramme } from '../../../src/browser/programme-store.ts';
import { someBytes } from '../../contracts/scripted-server.ts';
import { scope } from './store-under-test.ts';

const programme = (name: string): KeptProgramme => ({
  url: `https://publisher.example/${name}/programme.json`,
  sha256: name.padEnd(64, '0'),
  files: [
    { url: `https://publisher.example/${name}/programme.json`, bytes: someBytes(300, name.length) },
    { url: `https://publisher.example/${name}/节目单.json`, bytes: someBytes(70_000, 9) },
    { url: `https://publisher.example/${name}/empty.json`, bytes: new Uint8Array(0) },
  ],
});
const first = programme('a');
const second = programme('bb');
const third = programme('ccc');

let store: CacheProgrammeStore;
const cache = () => caches.open('changming-programmes');

beforeEach(async () => {
  await caches.delete('changming-programmes');
  store = new CacheProgrammeStore(scope);
});

async function install(...programmes: KeptProgramme[]): Promise<void> {
  for (const each of programmes) {
    await store.keepCandidate(each);
    await store.activate(each.sha256);
  }
}

describe('the programme store', () => {
  it('has nothing on a new screen', async () => {
    expect(await store.read('active')).toBeUndefined();
    expect(await store.read('candidate')).toBeUndefined();
  });

  it('gives back files byte for byte, to the next page as well', async () => {
    await install(first);
    expect(await new CacheProgrammeStore(scope).read('active')).toEqual(first);
  });

  it('leaves the active programme alone while a candidate is kept', async () => {
    await install(first);
    await store.keepCandidate(second);
    expect(await store.read('active')).toEqual(first);
    expect(await store.read('candidate')).toEqual(second);
  });

  it('switches to the candidate when told to', async () => {
    await install(first);
    await store.keepCandidate(second);
    await store.activate(second.sha256);
    expect(await store.read('active')).toEqual(second);
  });

  it('activates nothing that it does not keep', async () => {
    await install(first);
    await expect(store.activate(second.sha256)).rejects.toThrow('it is not kept here');
    expect(await store.read('active')).toEqual(first);
  });

  it('falls back to the programme before when the disk lost the last switch', async () => {
    await install(first, second);
    const pointers = (await (await cache()).keys()).filter(({ url }) => url.includes('/active/'));
    const [latest] = pointers.sort((a, b) => b.url.localeCompare(a.url));
    if (latest === undefined) throw new Error('no pointer is kept');
    await (await cache()).delete(latest);
    expect(await store.read('active')).toEqual(first);
  });

  it('falls back to the programme before when the last one is damaged', async () => {
    await install(first, second);
    const [kept] = (await (await cache()).keys()).filter(({ url }) => url.endsWith(second.sha256));
    if (kept === undefined) throw new Error('the programme is not kept');
    await (await cache()).put(kept, new Response('{'));
    expect(await store.read('active')).toEqual(first);
  });

  it('keeps no more than it needs, however often the programme changes', async () => {
    await install(first, second, third, first, second, third);
    const urls = (await (await cache()).keys()).map(({ url }) => url);
    expect(urls.length).toBeLessThanOrEqual(6);
    expect(await store.read('active')).toEqual(third);
  });

  it('counts switches as numbers: the tenth comes after the ninth', async () => {
    for (let round = 0; round < 6; round += 1) await install(first, second);
    expect(await store.read('active')).toEqual(second);
  });
});
