import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** What one guess costs. */
export interface ScryptCost {
  /** Base-2 logarithm of N. */
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/**
 * N = 2^15, r = 8, p = 3: one of the configurations of equal strength in OWASP's Password Storage Cheat Sheet ("use
 * scrypt with a minimum CPU/memory cost parameter of 2^17, block size 8, parallelization 1", or more p for less N). It
 * takes 32 MiB instead of 128, which a branch's small server has to spare.
 */
export const owaspCost: ScryptCost = { logN: 15, r: 8, p: 3 };

const saltBytes = 16;
const hashBytes = 32;
/** Each takes a core and its memory while it lasts; whoever else knocks waits. */
const mostAtOnce = 2;
/** Beyond this nobody would wait for the answer. */
const mostWaiting = 100;

/** Hashes passwords and checks them, a few at a time. Both reject when too many wait already. */
export class Passwords {
  readonly #cost: ScryptCost;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  /** Of a password that nobody has, so that a name that nobody has takes as long. */
  readonly #nobodys: Promise<string>;

  constructor(cost: ScryptCost = owaspCost) {
    this.#cost = cost;
    this.#nobodys = this.hash(randomBytes(saltBytes).toString('hex'));
  }

  /** @returns PHC string, `$scrypt$ln=15,r=8,p=3$<salt>$<hash>` */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltBytes);
    const { logN, r, p } = this.#cost;
    const hash = await this.#derive(password, salt, this.#cost);
    return `$scrypt$ln=${logN},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
  }

  /** @param stored undefined or null for an account that nobody has: false after the same work */
  async verify(password: string, stored: string | null | undefined): Promise<boolean> {
    const parsed = parse(stored ?? (await this.#nobodys));
    const hash = await this.#derive(password, parsed.salt, parsed.cost);
    const isSame = timingSafeEqual(hash, parsed.hash);
    return isSame && typeof stored === 'string';
  }

  async #derive(password: string, salt: Uint8Array, { logN, r, p }: ScryptCost): Promise<Uint8Array> {
    await this.#turn();
    try {
      const N = 2 ** logN;
      // The same password typed on another keyboard may be other code points (NIST SP 800-63B, 3.1.1.2).
      return await derived(password.normalize('NFKC'), salt, { N, r, p, maxmem: 129 * N * r + 1024 * r * p });
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= mostWaiting) throw new Error('Cannot hash a password: too many wait already');
    while (this.#running >= mostAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running++;
  }
}

function derived(password: string, salt: Uint8Array, options: ScryptOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

const phc = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

function parse(stored: string): { cost: ScryptCost; salt: Uint8Array; hash: Uint8Array } {
  const [, logN, r, p, salt = '', hash = ''] = phc.exec(stored) ?? [];
  if (hash === '') throw new Error('Cannot check a password: what is stored is no scrypt hash');
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

/** Without padding, as the PHC format has it. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
