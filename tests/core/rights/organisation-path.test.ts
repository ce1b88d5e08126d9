import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  childPath,
  isOrganisationPath,
  isStep,
  isWithin,
  parentPath,
  rootPath,
} from '../../../src/core/rights/organisation-path.ts';

const step = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?$/);
const path = fc.array(step, { maxLength: 6 }).map((steps) => steps.reduce(childPath, rootPath));

describe('an organisation path', () => {
  it('is the root, or steps between slashes', () => {
    for (const good of ['/', '/futian/', '/futian/lianhua/icbc-lianhua/', `/${'a'.repeat(40)}/`]) {
      expect(isOrganisationPath(good), good).toBe(true);
    }
  });

  it('is nothing else', () => {
    const bad = ['', 'futian', '/futian', 'futian/', '//', '/a//b/', '/A/', '/a b/', '/a_b/', '/../', '/%/'];
    for (const text of [...bad, `/${'a'.repeat(41)}/`, `/${'a/'.repeat(9)}`, '/福田/', '/a/\n']) {
      expect(isOrganisationPath(text), text).toBe(false);
    }
  });

  it('of a step is one level below, and back', () => {
    fc.assert(
      fc.property(path, step, (above, below) => {
        expect(isStep(below)).toBe(true);
        expect(isOrganisationPath(childPath(above, below))).toBe(true);
        expect(parentPath(childPath(above, below))).toBe(above);
      }),
    );
    expect(parentPath(rootPath)).toBeUndefined();
  });

  it('is within itself and what stands above it, and within nothing else', () => {
    fc.assert(
      fc.property(path, path, (one, other) => {
        const steps = (text: string) => text.split('/').filter(Boolean);
        const isBelow = steps(other).every((word, at) => steps(one)[at] === word);
        expect(isWithin(one, other)).toBe(isBelow);
      }),
    );
  });

  it('is not within an organisation whose name merely begins the same', () => {
    expect(isWithin('/futian-2/', '/futian/')).toBe(false);
    expect(isWithin('/futian/', '/fu/')).toBe(false);
  });
});
