import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../../src/core/playlist/load.ts';
import { parseProgramme } from '../../../src/core/playlist/parse.ts';

const programme = {
  id: 'hall',
  revision: 1,
  timeZone: 'Asia/Shanghai',
  playlists: ['../voice/playlist.json'],
};
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function faultsOf(voice: unknown) {
  const parsed = parseProgramme(bytes({ ...programme, voice }), 'hall.json');
  return parsed.ok ? [] : parsed.faults.map(({ pointer, found, expected }) => ({ pointer, found, expected }));
}

function pointersOf(more: object): string[] {
  const parsed = parseProgramme(bytes({ ...programme, ...more }), 'hall.json');
  return parsed.ok ? [] : parsed.faults.map(({ pointer }) => pointer);
}

describe('the voice of a programme', () => {
  it('may be a rotation, set times or an approach, and fills in what is left out', () => {
    for (const voice of [
      { rotation: { everyMinutes: 5 } },
      { setTimes: [{ at: ['07:50'] }] },
      { onApproach: {} },
    ])
      expect(faultsOf(voice)).toEqual([]);
    const parsed = parseProgramme(
      bytes({ ...programme, voice: { setTimes: [{ at: ['07:50'] }] } }),
      'hall.json',
    );
    expect(parsed.ok && parsed.value.voice).toEqual({
      only: false,
      volume: 1,
      duckTo: 0.2,
      prefer: 'recording',
      setTimes: [{ at: ['07:50'], lateByAtMostSeconds: 60 }],
    });
  });

  it.each([
    [{}, '/voice'],
    [[], '/voice'],
    [{ rotation: { everyMinutes: 0 } }, '/voice/rotation/everyMinutes'],
    [{ onApproach: [] }, '/voice/onApproach'],
    [{ onApproach: { keys: ['g'] } }, '/voice/onApproach/keys/0'],
    [{ onApproach: { pauseSeconds: -1 } }, '/voice/onApproach/pauseSeconds'],
    [{ setTimes: [] }, '/voice/setTimes'],
    [{ setTimes: [{ at: [] }] }, '/voice/setTimes/0/at'],
    [{ setTimes: [{ at: ['24:00'] }] }, '/voice/setTimes/0/at/0'],
    [{ setTimes: [{ at: ['07:50', '07:50'] }] }, '/voice/setTimes/0/at/1'],
    [{ setTimes: [{ at: ['7:50'] }] }, '/voice/setTimes/0/at/0'],
    [{ setTimes: [{ at: ['07:50'], lateByAtMostSeconds: 3_601 }] }, '/voice/setTimes/0/lateByAtMostSeconds'],
    [{ rotation: { everyMinutes: 5 }, duckTo: 2 }, '/voice/duckTo'],
    [{ rotation: { everyMinutes: 5 }, quiet: [] }, '/voice/quiet'],
    [
      { rotation: { everyMinutes: 5 }, quietHours: [{ days: ['mon'], from: '10:00', to: '10:00' }] },
      '/voice/quietHours/0/to',
    ],
  ])('%j is pointed at: %s', (voice, pointer) => {
    expect(faultsOf(voice).map((fault) => fault.pointer)).toContain(pointer);
  });

  it('is a zone of its own, which no share counts and no part of the picture is called', () => {
    const whole = { x: 0, y: 0, width: '100%', height: '80%' };
    const zones = [
      { id: 'main', kind: 'main', ...whole },
      { id: 'voice', kind: 'ticker', ...whole, y: '80%', height: '20%' },
    ];
    const shares = [{ category: 'anti-fraud', atLeast: 0.1, zone: 'voice' }];
    const voice = { rotation: { everyMinutes: 5 } };
    expect(pointersOf({ voice, shares })).toEqual(['/shares/0/zone']);
    expect(pointersOf({ voice, zones })).toEqual(['/zones/1/id']);
  });

  it('leaves no zones to a screen that stays dark', () => {
    const zones = [{ id: 'main', kind: 'main', x: 0, y: 0, width: '100%', height: '100%' }];
    expect(pointersOf({ zones, voice: { only: true, rotation: { everyMinutes: 5 } } })).toEqual(['/zones']);
  });

  it('a set time in the quiet hours past midnight would never be heard, and is refused', () => {
    const quietHours = [{ days: ['sun'], from: '22:00', to: '07:00' }];
    expect(faultsOf({ setTimes: [{ at: ['06:30'], days: ['mon'] }], quietHours })).toEqual([
      {
        pointer: '/voice/setTimes/0/at/0',
        found: '"06:30"',
        expected: 'a time outside "quietHours" on each of its days',
      },
    ]);
    expect(faultsOf({ setTimes: [{ at: ['06:30'], days: ['tue'] }], quietHours })).toEqual([]);
  });
});

describe('a programme that speaks', () => {
  const home = 'https://screen.example/playlists/';
  const spot = {
    id: 'warning',
    kind: 'announcement',
    category: 'anti-fraud',
    durationMs: 9_000,
    text: { 'zh-CN': '不转账' },
  };
  const load = (voice: unknown, spots: readonly unknown[] = [spot], changes = {}) =>
    loadProgramme(`${home}programmes/hall.json`, async (url) =>
      bytes(
        url.endsWith('hall.json')
          ? { ...programme, voice, ...changes }
          : { id: 'voice', revision: 1, publisher: '平安办', title: { 'zh-CN': '语音' }, spots },
      ),
    );
  const rotation = { everyMinutes: 5 };

  it('is refused when it names an announcement that no playlist has, or has none that may be said here', async () => {
    const unknown = await load({ rotation: { everyMinutes: 5, spots: ['warning', 'warnung'] } });
    expect(unknown).toMatchObject({ ok: false, faults: [{ pointer: '/voice/rotation/spots/1' }] });
    const elsewhere = await load({ rotation }, [{ ...spot, venues: ['school'] }], { venue: 'bank' });
    expect(elsewhere).toMatchObject({ ok: false, faults: [{ pointer: '/voice' }] });
  });

  it('promises no share of the picture with announcements: they hold none of its time', async () => {
    const loaded = await load({ rotation }, [spot], {
      shares: [{ category: 'anti-fraud', atLeast: 0.1, kinds: ['announcement'] }],
    });
    expect(loaded).toMatchObject({ ok: false, faults: [{ pointer: expect.stringContaining('/shares/0') }] });
  });

  it('for a loudspeaker has a dark screen as its only picture', async () => {
    const loaded = await load({ only: true, rotation });
    expect(loaded.ok && loaded.value.spots.map(({ key }) => key)).toEqual([
      'voice/warning',
      'built-in/dark-screen',
    ]);
  });
});
