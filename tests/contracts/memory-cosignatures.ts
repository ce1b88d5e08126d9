import type { Cosignatures, Cosigned } from '../../src/core/ports/cosignatures.ts';

export class MemoryCosignatures implements Cosignatures {
  readonly #kept = new Map<string, Cosigned>();

  async read(origin: string): Promise<Cosigned | undefined> {
    return this.#kept.get(origin);
  }

  async keep(cosigned: Cosigned): Promise<void> {
    this.#kept.set(cosigned.origin, cosigned);
  }
}
