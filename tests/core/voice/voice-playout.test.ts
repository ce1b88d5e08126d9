import { expect, it } from 'vitest';
import type { FaultEntry, PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { VoicePlayout } from '../../../src/core/voice/voice-playout.ts';
import { lobby, programmeOf, ScreenOnPaper, worstShare } from '../playout/screen-on-paper.ts';
import { ScriptedVoice, type VoiceScript } from './scripted-voice.ts';
import { announcement, at, rulesOf, setTime } from './spoken.ts';

const morning = at('2026-11-23T09:00:00+08:00');
const minuteMs = 60_000;

function lobbyThatSpeaks(
  voice: Parameters<typeof rulesOf>[0],
  announcements: readonly ProgrammeSpot[] = ['a', 'b'].map((id) => announcement(id)),
): ResolvedProgramme {
  const resolved = programmeOf(lobby, { voice: rulesOf(voice) });
  return { ...resolved, spots: [...resolved.spots, ...announcements] };
}

/** A screen on paper with a voice beside its picture. */
class SpeakingScreen {
  readonly screen: ScreenOnPaper;
  readonly recorded: ScriptedVoice;
  readonly speech: ScriptedVoice;
  readonly voice: VoicePlayout;
  readonly ducked: (number | undefined)[] = [];

  constructor(programme: ResolvedProgramme, script: (spot: ProgrammeSpot) => VoiceScript = () => ({})) {
    this.screen = new ScreenOnPaper(programme, undefined, undefined, morning);
    const { clock, playout, journal } = this.screen;
    this.recorded = new ScriptedVoice(clock);
    this.recorded.script = script;
    this.speech = new ScriptedVoice(clock);
    this.voice = new VoicePlayout({
      clock,
      journal,
      onAir: playout.onAir,
      recorded: this.recorded,
      speech: this.speech,
      programme: () => playout.programme,
      playable: () => true,
      locate: async (spot) => spot,
      duck: (share) => this.ducked.push(share),
      entries: this.screen.entries,
    });
    playout.beside.push(this.voice);
    void this.voice.run(new AbortController().signal);
  }

  plays(zone: string): PlayEntry[] {
    return this.screen.plays.filter((play) => play.zone === zone);
  }

  get faults(): FaultEntry[] {
    return this.screen.entries.filter((entry) => entry.type === 'fault');
  }
}

it('announcements are plays of their own beside the picture, whose share they neither help nor harm', async () => {
  const speaking = new SpeakingScreen(lobbyThatSpeaks({ rotation: { everyMinutes: 2 } }));
  const silent = new ScreenOnPaper(programmeOf(lobby), undefined, undefined, morning);
  await speaking.screen.play(90);
  await silent.play(90);
  expect(
    speaking
      .plays('voice')
      .map(({ spot }) => spot)
      .slice(0, 4),
  ).toEqual(['a', 'b', 'a', 'b']);
  expect(speaking.plays('voice').length).toBeGreaterThanOrEqual(44);
  expect(speaking.plays('voice')[0]).toMatchObject({
    kind: 'announcement',
    category: 'anti-fraud',
    airtimeMs: 15_000,
    outcome: 'completed',
    ended: 'end',
    because: { code: 'rotation' },
  });
  const pictures = (list: readonly PlayEntry[]) =>
    list.map(({ spot, onAirMs, airtimeMs }) => [spot, onAirMs, airtimeMs]);
  expect(pictures(speaking.plays('main'))).toEqual(pictures(silent.plays));
  expect(worstShare(speaking.plays('main'), 'anti-fraud', 60 * minuteMs)).toBeGreaterThanOrEqual(0.15);
});

it('a set time is heard within a second of its instant, and the picture is ducked for as long as it is heard', async () => {
  const speaking = new SpeakingScreen(lobbyThatSpeaks({ setTimes: [setTime(['09:05', '09:10', '09:15'])] }));
  await speaking.screen.play(20);
  const late = speaking
    .plays('voice')
    .map(({ because }) => (because.code === 'set-time' ? because.lateMs : Number.NaN));
  expect(late).toHaveLength(3);
  for (const ms of late) expect(ms).toBeLessThan(1_000);
  expect(speaking.ducked.filter((share) => share !== undefined)).toEqual([0.2, 0.2, 0.2]);
  expect(speaking.ducked[speaking.ducked.length - 1]).toBeUndefined();
});

it('a machine that slept over a set time for longer than allowed skips it and says so', async () => {
  const speaking = new SpeakingScreen(lobbyThatSpeaks({ setTimes: [setTime(['09:05'])] }));
  await speaking.screen.play(1);
  speaking.screen.clock.setWall(morning + 30 * minuteMs);
  await speaking.screen.play(3);
  expect(speaking.plays('voice')).toEqual([]);
  expect(speaking.faults).toMatchObject([
    {
      what: 'announcement-skipped',
      recovery: 'skipped',
      detail: expect.stringContaining('2026-11-23T09:05'),
    },
  ]);
});

it('one whose recording is broken is spoken from its words, and says so by naming no creative', async () => {
  const sha256 = 'a'.repeat(64);
  const programme = lobbyThatSpeaks({ rotation: { everyMinutes: 5 } }, [announcement('a', { sha256 })]);
  const whole = new SpeakingScreen(programme);
  const broken = new SpeakingScreen(programme, () => ({ prepareFails: true }));
  await whole.screen.play(2);
  await broken.screen.play(2);
  expect(whole.plays('voice')[0]).toMatchObject({ creative: sha256 });
  expect(broken.speech.said).toHaveLength(1);
  expect(broken.plays('voice')[0]).not.toHaveProperty('creative');
});

it('where the browser refuses sound nothing counts as said; it is written once and tried again after a touch', async () => {
  let refused = true;
  const speaking = new SpeakingScreen(lobbyThatSpeaks({ rotation: { everyMinutes: 5 } }), () => ({
    refused,
  }));
  await speaking.screen.play(12);
  expect(speaking.plays('voice')).toEqual([]);
  expect(speaking.voice.soundRefused).toBe(true);
  expect(speaking.faults.map(({ what }) => what)).toEqual(['sound-refused']);
  refused = false;
  speaking.voice.soundAllowed();
  await speaking.screen.play(15);
  expect(speaking.plays('voice').length).toBeGreaterThan(0);
});

it('one that breaks off is a failed play, and the next comes in its turn', async () => {
  const speaking = new SpeakingScreen(lobbyThatSpeaks({ rotation: { everyMinutes: 5 } }), ({ spot }) =>
    spot.id === 'a' ? { breaksOffAfterMs: 3_000 } : {},
  );
  await speaking.screen.play(7);
  expect(speaking.plays('voice').map(({ spot, outcome, airtimeMs }) => [spot, outcome, airtimeMs])).toEqual([
    ['a', 'failed', 3_000],
    ['b', 'completed', 15_000],
  ]);
});

it('a screen that is hidden falls silent at once, and the log has the cut play before it goes off the air', async () => {
  const speaking = new SpeakingScreen(lobbyThatSpeaks({ rotation: { everyMinutes: 5 } }));
  await speaking.screen.clock.runUntil(5_000);
  speaking.screen.playout.wishes.visible = false;
  await speaking.screen.clock.runUntil(10_000);
  const types = speaking.screen.entries.map((entry) => (entry.type === 'play' ? entry.zone : entry.type));
  expect(types.slice(-3)).toEqual(['main', 'voice', 'off-air']);
  const [cut] = speaking.plays('voice');
  expect(cut).toMatchObject({ outcome: 'cut', ended: 'hidden' });
  expect(cut?.airtimeMs).toBeLessThanOrEqual(5_000);
  speaking.screen.playout.wishes.visible = true;
  await speaking.screen.play(8);
  expect(speaking.plays('voice').length).toBeGreaterThan(1);
});

it('somebody coming near is heard at once, not again within the pause, and not in the quiet hours', async () => {
  const speaking = new SpeakingScreen(
    lobbyThatSpeaks({
      onApproach: { pauseSeconds: 60 },
      quietHours: [{ days: ['mon'], from: '09:10', to: '10:00' }],
    }),
  );
  const { clock } = speaking.screen;
  const near = async (ms: number) => {
    await clock.runUntil(ms);
    const outcome = speaking.voice.request({ code: 'approach', by: 'gate 1' });
    await clock.runUntil(ms + 500);
    return outcome;
  };
  expect(await near(60_000)).toBe('said');
  expect(await near(65_000)).toBe('not-now');
  expect(await near(100_000)).toBe('not-now');
  expect(await near(140_000)).toBe('said');
  expect(await near(11 * minuteMs)).toBe('not-now');
  await speaking.screen.play(15);
  expect(speaking.plays('voice').map(({ because }) => because)).toMatchObject([
    { code: 'approach', by: 'gate 1' },
    { code: 'approach', by: 'gate 1' },
  ]);
});
