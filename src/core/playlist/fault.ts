/** What is wrong with one place of a file, as data: the page shows it in Chinese, the command line in English. */
export interface Fault {
  /** JSON pointer (RFC 6901) to the place; empty for the whole file. */
  readonly pointer: string;
  readonly found: string;
  readonly expected: string;
  /** Path or address of the file, where several were read. */
  readonly file?: string;
  /** Counted from 1; absent where the place has no text of its own. */
  readonly line?: number;
  readonly column?: number;
  /** The same in Chinese; whatever is absent reads as above. */
  readonly zh?: { readonly found?: string; readonly expected?: string };
}

type Language = 'zh-CN' | 'en';

/** More faults than this help nobody; the rest is counted. */
export const listedFaults = 200;

/** One line: where, what was found, what was expected. */
export function formatFault(fault: Fault, language: Language): string {
  const chinese = language === 'zh-CN';
  const found = (chinese && fault.zh?.found) || fault.found;
  const expected = (chinese && fault.zh?.expected) || fault.expected;
  return chinese
    ? `${placeOf(fault, '整个文件')}：发现 ${found}，应为 ${expected}`
    : `${placeOf(fault, 'the whole file')}: found ${found}, expected ${expected}`;
}

/** The line that stands for the faults beyond {@link listedFaults}. */
export function formatUnlisted(count: number, language: Language): string {
  return language === 'zh-CN' ? `另有 ${count} 处问题未列出` : `and ${count} more`;
}

function placeOf(fault: Fault, wholeFile: string): string {
  const position = fault.line === undefined ? '' : `:${fault.line}:${fault.column ?? 1}`;
  const file = fault.file === undefined ? '' : `${fault.file}${position} `;
  return `${file}${fault.pointer || `(${wholeFile})`}`;
}
