import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;

/** Why no small file system can be mounted here; undefined when it can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'a small file system is mounted with Linux’s tmpfs';
  return process.getuid?.() === 0 ? undefined : 'mounting a small file system takes root';
}

/** A file system of its own that really has no more room than it has. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'changming-disk-'));
  readonly #filler = join(this.folder, 'filler');
  readonly #size: number;

  constructor(sizeMebibytes: number) {
    this.#size = sizeMebibytes * mebibyte;
    run('mount', '-t', 'tmpfs', '-o', `size=${sizeMebibytes}m`, 'tmpfs', this.folder);
  }

  /** Takes all the room there is left. */
  fill(): void {
    const { blocks, bsize } = statfsSync(this.folder);
    // Whatever went wrong with the mount, the machine's own disk must not be filled.
    if (blocks * bsize > this.#size) throw new Error(`${this.folder} is not the small file system`);
    for (const bytes of [mebibyte, 4_096]) {
      try {
        for (;;) writeFileSync(this.#filler, new Uint8Array(bytes), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  }

  /** Gives back what {@link fill} has taken. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  unmount(): void {
    run('umount', '--lazy', this.folder);
    rmdirSync(this.folder);
  }
}

function run(command: string, ...parameters: string[]): void {
  const { status, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
}
