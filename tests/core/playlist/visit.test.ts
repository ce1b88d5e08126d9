import { describe, expect, it } from 'vitest';
import { parseProgramme } from '../../../src/core/playlist/parse.ts';

const programme = {
  id: 'p',
  revision: 1,
  timeZone: 'Asia/Shanghai',
  playlists: ['playlist.json'],
};

const faultsOf = (changes: object) => {
  const parsed = parseProgramme(
    new TextEncoder().encode(JSON.stringify({ ...programme, ...changes })),
    'p.json',
  );
  return parsed.ok ? [] : parsed.faults.map(({ pointer }) => pointer);
};

describe('a programme with a kiosk', () => {
  it('needs to say nothing but that', () => {
    expect(faultsOf({ kiosk: {} })).toEqual([]);
    expect(faultsOf({ kiosk: { idleSeconds: 20 } })).toEqual([]);
  });

  it.each([
    [{ kiosk: { idleSeconds: 19 } }, '/kiosk/idleSeconds'],
    [{ kiosk: { idleSeconds: 601 } }, '/kiosk/idleSeconds'],
    [{ kiosk: { name: 'x' } }, '/kiosk/name'],
    [{ kiosk: [] }, '/kiosk'],
    [{ kiosk: {}, canvas: { x: 0, y: 0, width: 192, height: 96 } }, '/kiosk'],
    [{ kiosk: {}, switchOn: { atLeastSeconds: 5, handOverTo: 'close' } }, '/kiosk'],
  ])('is refused as %j', (changes, pointer) => {
    expect(faultsOf(changes)).toEqual([pointer]);
  });
});

describe('a programme that hands over', () => {
  it.each([
    'close',
    'https://portal.example/start?room=1',
    'http://10.0.0.1:8080/',
    '/portal/',
    '../menu.html',
  ])('may do so to %s', (handOverTo) => {
    expect(faultsOf({ switchOn: { atLeastSeconds: 15, handOverTo } })).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:https://portal.example/1',
    'intent://portal#Intent;end',
    '//portal.example/',
    'https://user:secret@portal.example/',
    'https://',
    '',
  ])('is refused to %j', (handOverTo) => {
    expect(faultsOf({ switchOn: { atLeastSeconds: 15, handOverTo } })).toEqual(['/switchOn/handOverTo']);
  });

  it.each([
    [{ atLeastSeconds: 0, handOverTo: 'close' }, '/switchOn/atLeastSeconds'],
    [{ atLeastSeconds: 601, handOverTo: 'close' }, '/switchOn/atLeastSeconds'],
    [
      { atLeastSeconds: 5, handOverTo: 'close', returnAfterIdleMinutes: 5 },
      '/switchOn/returnAfterIdleMinutes',
    ],
    [{ atLeastSeconds: 5, handOverTo: '/a', returnAfterIdleMinutes: 0 }, '/switchOn/returnAfterIdleMinutes'],
    [{ atLeastSeconds: 5 }, '/switchOn/handOverTo'],
  ])('is refused as %j', (switchOn, pointer) => {
    expect(faultsOf({ switchOn })).toEqual([pointer]);
  });
});
