import { describe, expect, it } from 'vitest';
import { headersToResume, journalOf, planNext } from '../../../src/core/media/resume-plan.ts';

const head = (status: number, headers: Record<string, string> = {}) => ({
  status,
  header: (name: string) => headers[name] ?? null,
});
const journal = { validator: '"v1"', totalBytes: 1000 };

describe('headersToResume()', () => {
  it('asks for everything when nothing is kept', () => {
    expect(headersToResume(0, journal)).toEqual({});
  });

  it('asks for the rest of the same version', () => {
    expect(headersToResume(400, journal)).toEqual({ Range: 'bytes=400-', 'If-Range': '"v1"' });
  });

  it('puts no condition on a weak validator, which If-Range must not have', () => {
    expect(headersToResume(400, { validator: 'W/"v1"' })).toEqual({ Range: 'bytes=400-' });
  });

  it('asks for the rest alone where the server gave no validator', () => {
    expect(headersToResume(400, {})).toEqual({ Range: 'bytes=400-' });
  });
});

describe('planNext()', () => {
  it('takes a whole body from its start', () => {
    expect(planNext(head(200), 400, journal)).toEqual({ step: 'replace' });
  });

  it('appends the rest of the same version', () => {
    const rest = head(206, { 'Content-Range': 'bytes 400-999/1000', ETag: '"v1"' });
    expect(planNext(rest, 400, journal)).toEqual({ step: 'append' });
  });

  it('appends when another origin shows neither range nor validator', () => {
    expect(planNext(head(206), 400, journal)).toEqual({ step: 'append' });
  });

  it.each([
    ['another version', { 'Content-Range': 'bytes 400-999/1000', ETag: '"v2"' }],
    ['another version by a weak validator', { 'Content-Range': 'bytes 400-999/1000', ETag: 'W/"v2"' }],
    ['another length', { 'Content-Range': 'bytes 400-1999/2000', ETag: '"v1"' }],
    ['another place', { 'Content-Range': 'bytes 0-999/1000', ETag: '"v1"' }],
  ])('begins anew at %s', (_, headers) => {
    expect(planNext(head(206, headers), 400, journal)).toEqual({ step: 'restart' });
  });

  it('begins anew when the file has become shorter than what is kept', () => {
    expect(planNext(head(416), 400, journal)).toEqual({ step: 'restart' });
  });

  it.each([
    [404, 'not-found'],
    [410, 'not-found'],
    [403, 'network'],
    [500, 'network'],
    [304, 'network'],
  ])('fails at %i with %s', (status, code) => {
    expect(planNext(head(status), 0, {})).toMatchObject({ step: 'fail', code });
  });

  it('does not begin anew for ever where nothing is kept', () => {
    expect(planNext(head(416), 0, {}).step).toBe('fail');
    expect(planNext(head(206), 0, {}).step).toBe('fail');
  });
});

describe('journalOf()', () => {
  it('notes length, type and validator', () => {
    expect(
      journalOf(head(200, { ETag: '"x"', 'Content-Length': '12', 'Content-Type': 'video/mp4' })),
    ).toEqual({
      validator: '"x"',
      totalBytes: 12,
      contentType: 'video/mp4',
    });
  });

  it('takes the date where there is no ETag', () => {
    const date = 'Sun, 01 Nov 2026 00:00:00 GMT';
    expect(journalOf(head(200, { 'Last-Modified': date }))).toEqual({ validator: date });
  });

  it('does not take the length of a compressed body for the length of the file', () => {
    expect(journalOf(head(200, { 'Content-Length': '12', 'Content-Encoding': 'gzip' }))).toEqual({});
  });

  it('reads the whole length from a partial response', () => {
    const partial = head(206, { 'Content-Range': 'bytes 5-9/100', 'Content-Length': '5' });
    expect(journalOf(partial).totalBytes).toBe(100);
  });
});
