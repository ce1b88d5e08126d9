import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = NodeFS['init'];

/** What the emscripten file system knows of an open file: the descriptor it has with us. */
interface OpenFile {
  readonly nfd: number;
}

/**
 * A folder on which PGlite's `fsync` is one. Its own answers that all is well and does nothing, so that a committed
 * transaction would survive the process but not the power.
 */
export class DurableFolder extends NodeFS {
  override async init(...[database, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(database, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), syncForTrue];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

function syncForTrue(module: object): void {
  const { NODEFS } = module as { NODEFS: { stream_ops: { fsync?: (file: OpenFile) => number } } };
  NODEFS.stream_ops.fsync = ({ nfd }) => {
    fsyncSync(nfd);
    return 0;
  };
}
