import { StringDecoder } from 'node:string_decoder';
import { type Archive, ArchiveError } from '../../core/evidence/archive.ts';
import type { ProofReport } from '../../core/evidence/export/proof-report.ts';
import { verify } from '../../core/evidence/verify/verify.ts';
import { workbookFiles } from '../../core/evidence/workbook/workbook.ts';
import { emptyPlayTable, type PlayTable } from '../../core/report/play-table.ts';
import { writeZip } from '../../core/zip/write-zip.ts';
import { type Command, type ExitCode, type Io, Misuse, onlyPositional, readArguments } from '../command.ts';
import { isFileError } from '../file-error.ts';
import { withArchive } from '../open-archive.ts';
import { playerName } from '../version.ts';
import { writeChunks } from '../write-chunks.ts';
import { reportLines } from './report-lines.ts';

type Format = 'text' | 'csv' | 'xlsx' | 'html';

export const report: Command = {
  summary: 'proof of play from an export: shares, shortfalls and their causes, every play',
  help: [
    'Usage: changming report <export.zip|folder> [--csv|--xlsx|--html] [-o file]',
    '',
    'Verifies the export first; of one that does not hold it makes no report. Without an option, prints the figures:',
    'each promised share, when it was broken and why, interruptions, and a line for every day.',
    '',
    'Options:',
    '  --csv            every play (RFC 4180, UTF-8 with byte order mark)',
    '  --xlsx           a workbook: summary, days, hours, plays, interruptions; needs -o',
    '  --html           the report for people, Chinese and English, ready to print on A4',
    '  -o, --output <file>  writes to a file instead of stdout',
    '  -h, --help       this text',
    '',
    'Exit codes: 0 good, 1 the export does not hold, 2 misuse.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      csv: { type: 'boolean' },
      xlsx: { type: 'boolean' },
      html: { type: 'boolean' },
      output: { type: 'string', short: 'o' },
    });
    const path = onlyPositional(positionals, 'export');
    const format = onlyFormat(values);
    if (format === 'xlsx' && values.output === undefined) throw new Misuse('--xlsx needs -o <file>');
    try {
      const asked = { path, format, output: values.output, io };
      return await withArchive(path, (archive) => reportOn(archive, asked));
    } catch (error) {
      if (error instanceof ArchiveError) {
        io.err(error.message);
        return 1;
      }
      if (isFileError(error)) throw new Misuse(error.message);
      throw error;
    }
  },
};

function onlyFormat(values: { readonly [name in 'csv' | 'xlsx' | 'html']?: boolean }): Format {
  const asked = (['csv', 'xlsx', 'html'] as const).filter((format) => values[format]);
  if (asked.length > 1) throw new Misuse('one of --csv, --xlsx and --html is expected');
  return asked[0] ?? 'text';
}

interface Asked {
  readonly path: string;
  readonly format: Format;
  readonly output: string | undefined;
  readonly io: Io;
}

async function reportOn(archive: Archive, { path, format, output, io }: Asked): Promise<ExitCode> {
  let plays = emptyPlayTable;
  const verdict = await verify(archive, {
    player: await playerName(),
    onTables: ({ claimed }) => {
      plays = claimed;
    },
  });
  if (!verdict.holds) {
    const failed = verdict.steps.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step);
    io.err(`This export does not hold (${failed.join(', ')}); changming verify ${path} says why.`);
    return 1;
  }
  // What verification has found to follow from the entries may be handed on as it is.
  const chunks = await contentOf(archive, plays, format);
  if (output !== undefined) await writeChunks(output, chunks);
  else await print(chunks, io);
  return 0;
}

async function contentOf(
  archive: Archive,
  plays: PlayTable,
  format: Format,
): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>> {
  if (format === 'csv') return archive.open('plays.csv') ?? [];
  if (format === 'html') return archive.open('report.html') ?? [];
  const proof = JSON.parse(await textOf(archive, 'report.json')) as ProofReport;
  if (format === 'text') return [Buffer.from(`${[...reportLines(proof)].join('\n')}\n`)];
  return writeZip(workbookFiles(proof, plays), { modified: proof.madeAt });
}

async function textOf(archive: Archive, path: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archive.open(path) ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** Line by line, so that a slow reader is waited for. */
async function print(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, io: Io): Promise<void> {
  const utf8 = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + utf8.write(Buffer.from(chunk))).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) await io.out(lines.join('\n'));
  }
  if (rest !== '') await io.out(rest);
}
