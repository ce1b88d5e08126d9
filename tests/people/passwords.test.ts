import { describe, expect, it } from 'vitest';
import { owaspCost, Passwords } from '../../src/collector/people/passwords.ts';

const cheap = { logN: 4, r: 8, p: 1 };

describe('Passwords', () => {
  it('says yes to the password that was hashed and no to any other', async () => {
    const passwords = new Passwords(cheap);
    const stored = await passwords.hash('警钟长鸣 96110');
    expect(stored).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await passwords.verify('警钟长鸣 96110', stored)).toBe(true);
    expect(await passwords.verify('警钟长鸣 96111', stored)).toBe(false);
    expect(await passwords.verify('', stored)).toBe(false);
  });

  it('hashes the same password to something else each time', async () => {
    const passwords = new Passwords(cheap);
    expect(await passwords.hash('same')).not.toBe(await passwords.hash('same'));
  });

  it('takes a password however the keyboard composes it', async () => {
    const passwords = new Passwords(cheap);
    expect(await passwords.verify('ＡＢＣ e\u0301', await passwords.hash('ABC \u00e9'))).toBe(true);
  });

  it('costs what OWASP advises by default, and checks hashes of another cost', async () => {
    const stored = await new Passwords().hash('a long enough one');
    expect(stored).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
    expect(owaspCost).toEqual({ logN: 15, r: 8, p: 3 });
    expect(await new Passwords(cheap).verify('a long enough one', stored)).toBe(true);
  });

  it('does the same work for an account that nobody has, and says no', async () => {
    const passwords = new Passwords({ logN: 13, r: 8, p: 1 });
    const stored = await passwords.hash('secret');
    const costs = async (of: string | undefined) => {
      const cpuBefore = process.cpuUsage().user;
      for (let i = 0; i < 5; i++) expect(await passwords.verify('guess', of)).toBe(false);
      return process.cpuUsage().user - cpuBefore;
    };
    await costs(undefined);
    const [known, unknown] = [await costs(stored), await costs(undefined)];
    // Work, not time; without it one would be next to nothing.
    expect(unknown / known).toBeGreaterThan(0.3);
    expect(unknown / known).toBeLessThan(3);
  });

  it('answers everybody, however many ask at once', async () => {
    const passwords = new Passwords(cheap);
    const stored = await passwords.hash('right');
    const asked = Array.from({ length: 20 }, (_, at) => passwords.verify(at === 7 ? 'right' : 'x', stored));
    expect((await Promise.all(asked)).map(Boolean).indexOf(true)).toBe(7);
  });

  it('turns away whoever would wait for a hundred others, and nobody else', async () => {
    const passwords = new Passwords(cheap);
    const stored = await passwords.hash('right');
    // What a new one hashes for itself is done by then.
    await passwords.verify('x', undefined);
    const asked = await Promise.allSettled(
      Array.from({ length: 150 }, () => passwords.verify('right', stored)),
    );
    const refused = asked.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(48);
    expect(asked.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(102);
    expect(await passwords.verify('right', stored)).toBe(true);
  });

  it('does not take for a hash what is none', async () => {
    await expect(new Passwords(cheap).verify('x', 'plain text')).rejects.toThrow('no scrypt hash');
  });
});
