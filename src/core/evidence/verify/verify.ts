import { throwIfAborted } from '../../abort.ts';
import { encodeBase64 } from '../../tlog/base64.ts';
import { portableSha256, type Sha256 } from '../../tlog/sha256.ts';
import type { NoteVerifier } from '../../tlog/signed-note.ts';
import type { Archive, ArchiveError } from '../archive.ts';
import { CarriedEntries, type CarriedTables } from '../carried-entries.ts';
import { checkReports, recount } from './arithmetic.ts';
import { type AskedCode, CodeSearch } from './code-search.ts';
import { type Contents, checkComplete, sizeOfBundles, sortContents } from './contents.ts';
import { Continuity } from './continuity.ts';
import { checkCosignatures } from './cosignature.ts';
import { EntryForm } from './entries.ts';
import { ExportReader } from './export-reader.ts';
import { Findings } from './findings.ts';
import { HumanFiles } from './human-files.ts';
import { passOverEntries } from './pass.ts';
import { checkProofs, provenEntries } from './proofs.ts';
import { checkSignatures, originParts } from './signature.ts';
import { readStatements, type Statements } from './statements.ts';
import { Tiles } from './tiles.ts';
import { checkUpperTiles } from './tree.ts';
import { type Verdict, type VerifiedLog, type VerifyStep, verifySteps } from './verdict.ts';

export interface VerifyOptions {
  /** The screen's key as the auditor knows it from elsewhere. Without it the export's own is taken, and a note says so. */
  readonly key?: NoteVerifier;
  /** Keys of the witnesses who should have cosigned. */
  readonly witnesses?: readonly NoteVerifier[];
  /** What a photo of the screen says: {@link readAskedCode}. */
  readonly code?: AskedCode;
  /** Name and version of this program as an export says it: pages of the same are made anew to the byte. */
  readonly player?: string;
  /** `done` of `total` of what a step reads; steps that read nothing of their own are not heard of. */
  readonly onProgress?: (step: VerifyStep, done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** A faster SHA-256 than the one in JavaScript, where the platform has one. */
  readonly sha256?: Sha256;
  /** Hears the bytes of consecutive entries, `firstSeq` the first of them, before anything is known to be true. */
  readonly onEntries?: (firstSeq: number, entries: readonly Uint8Array<ArrayBuffer>[]) => void;
  /** Receives what was read as columns, whatever the verdict will be: an auditor looks at the plays without reading them again. */
  readonly onTables?: (tables: CarriedTables) => void;
}

/**
 * Verifies an export of an as-run log in named steps, reading its entries once. Every byte of it may come from an
 * attacker. Never stops at the first fault: what can still be checked is.
 *
 * Resolves with the verdict also for what is no export at all; rejects only when `signal` is aborted or the medium that
 * the archive lies on cannot be read.
 */
export async function verify(archive: Archive, options: VerifyOptions = {}): Promise<Verdict> {
  const steps = stepsOf();
  const reader = new ExportReader(archive, steps.format);
  const statements = await readStatements(reader, steps.format);
  const contents = sortContents(archive.paths, claimOf(statements, archive.paths), steps.format);
  const files = new HumanFiles(
    reader,
    statements.manifest?.says,
    steps.format,
    options.sha256 ?? portableSha256,
  );
  files.checkList(contents);
  const seen = await readTree(contents, statements, reader, files, steps, options);
  checkSignatures(statements, options.key, steps.signature);
  const cosignedBy = checkCosignatures(statements, options.witnesses ?? [], steps.cosignature);
  await checkReports(seen.figures, statements, options.player, files, steps.arithmetic);
  throwIfAborted(options.signal);
  const results = verifySteps.map((step) => steps[step].result());
  const code = seen.code?.answer();
  return {
    holds: results.every(({ outcome }) => outcome !== 'failed') && code?.found !== false,
    steps: results,
    log: logOf(statements, contents, seen.simulated, cosignedBy),
    ...(code ? { code } : {}),
  };
}

/** The verdict on a container that cannot even be opened. */
export function verdictOfDamage({ message }: ArchiveError): Verdict {
  const steps = stepsOf();
  steps.format.fail('container-damaged', { detail: message });
  for (const step of verifySteps) steps[step].skip();
  return { holds: false, steps: verifySteps.map((step) => steps[step].result()), log: undefined };
}

type Steps = Readonly<Record<VerifyStep, Findings>>;

function stepsOf(): Steps {
  return Object.fromEntries(verifySteps.map((step) => [step, new Findings(step)])) as Record<
    VerifyStep,
    Findings
  >;
}

/** What the export says that it holds; the whole log of the size that its bundles make where it says nothing. */
function claimOf({ checkpoint, manifest }: Statements, paths: readonly string[]) {
  const size = checkpoint?.says.size ?? manifest?.says.size ?? sizeOfBundles(paths);
  const { from, to } = manifest?.says ?? { from: 0, to: size };
  return { size, from: Math.min(from, size), to: Math.min(to, size) };
}

/** Tiles, bundles and proofs, and all that is to be learnt from the entries. Their columns are let go when it is done. */
async function readTree(
  contents: Contents,
  statements: Statements,
  reader: ExportReader,
  files: HumanFiles,
  steps: Steps,
  options: VerifyOptions,
) {
  const { code: asked, signal, onEntries, onProgress, sha256 = portableSha256 } = options;
  const tiles = new Tiles(contents.size, reader, steps.format);
  const checkpoint = statements.checkpoint?.says;
  checkComplete(contents, reader, steps.tree);
  await checkUpperTiles(contents, checkpoint, tiles, sha256, steps.tree);
  const onlookers = {
    form: new EntryForm(steps.format),
    continuity: new Continuity(originOf(statements), steps.continuity),
    carried: new CarriedEntries(contents),
    code: asked && new CodeSearch(asked, originOf(statements)),
    onEntries,
  };
  const proven = provenEntries(contents);
  const leaves = await passOverEntries(
    {
      contents,
      reader,
      tiles,
      format: steps.format,
      tree: steps.tree,
      sha256,
      onProgress: (done, total) => onProgress?.('tree', done, total),
      signal,
    },
    onlookers,
    new Set(proven.values()),
  );
  await checkProofs(proven, leaves, checkpoint, files, steps.tree);
  const simulated = checkSimulated(onlookers.form, statements, steps.format);
  const tables = onlookers.carried.tables(originOf(statements));
  options.onTables?.(tables);
  const figures = await recount({
    tables,
    isComplete: tables.claimed.size === contents.to - contents.from,
    files,
    findings: steps.arithmetic,
    onProgress: (done, total) => onProgress?.('arithmetic', done, total),
    signal,
  });
  return { figures, code: onlookers.code, simulated };
}

/** Training material says so twice, in its entries and in its manifest, and proves nothing. */
function checkSimulated(form: EntryForm, { manifest }: Statements, format: Findings): boolean {
  const claimed = manifest?.says.simulated ?? form.simulated > 0;
  const evidence = { entries: form.simulated };
  if (claimed) format.note('simulated', evidence);
  if (form.simulated > 0 && !claimed)
    format.fail('simulated', { ...evidence, detail: 'the manifest does not say so' });
  return claimed || form.simulated > 0;
}

function originOf({ checkpoint, manifest }: Statements): string | undefined {
  return checkpoint?.says.origin ?? manifest?.says.origin;
}

function logOf(
  statements: Statements,
  { size, from, to }: Contents,
  simulated: boolean,
  cosignedBy: readonly string[],
): VerifiedLog | undefined {
  const origin = originOf(statements);
  if (origin === undefined) return undefined;
  const root = statements.checkpoint?.says.root;
  const { screen, epoch } = originParts(origin) ?? { screen: '', epoch: 0 };
  return {
    origin,
    screen,
    epoch,
    size,
    from,
    to,
    root: root ? encodeBase64(root) : '',
    simulated,
    cosignedBy,
  };
}
