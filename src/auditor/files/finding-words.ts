import type { Finding, VerifyStep } from '../../core/evidence/verify/verdict.ts';
import { findingWords, stepWords as stepNames, type VerdictWords } from '../../core/evidence/verify/words.ts';
import { type Language, language, text } from '../../elements/language.ts';

const steps: Record<Language, Record<VerifyStep, { readonly does: string; readonly do: string }>> = {
  'zh-CN': {
    format: {
      does: '文件齐全，格式正确，供人阅读的文件与清单一致',
      do: '请向网点重新索取导出文件，不要转存或改名其中的文件。',
    },
    tree: {
      does: '每一条记录都能核对到校验点',
      do: '请保留这份文件，到屏幕上当场重新导出并比对。',
    },
    signature: {
      does: '校验点与清单由这块屏幕签名',
      do: '请核对屏幕编号，到屏幕上当场重新导出。',
    },
    cosignature: { does: '见证方的共同签名', do: '请向汇聚端索取该屏幕最近一次见证的校验点。' },
    continuity: {
      does: '序号、时钟与播放前后相接，没有矛盾',
      do: '请保留这份文件，连同设备交技术人员核查。',
    },
    arithmetic: {
      does: '由记录重新计算，与报告一致',
      do: '请以本页的数字为准，并说明报告不符。',
    },
  },
  en: {
    format: {
      does: 'All files are there and well formed, and those for people are as the manifest says',
      do: 'Please ask the venue for the export again; do not repack it.',
    },
    tree: {
      does: 'Every entry leads to the checkpoint',
      do: 'Please keep this file and export again at the screen to compare.',
    },
    signature: {
      does: 'The screen has signed checkpoint and manifest',
      do: 'Please check the screen’s id and export again at the screen.',
    },
    cosignature: {
      does: 'Cosignatures of witnesses',
      do: 'Please ask the collector for the checkpoint that it witnessed last.',
    },
    continuity: {
      does: 'Numbers, clocks and plays follow on without contradiction',
      do: 'Please keep this file and have the device examined.',
    },
    arithmetic: {
      does: 'Figures computed anew from the entries are those of the report',
      do: 'Go by the figures on this page and note that the report differs.',
    },
  },
};

/** What was found, in words; a code that this version does not know stands for itself. */
export function findingText({ code }: Finding): string {
  const words: VerdictWords | undefined = findingWords[code];
  return words?.[language()] ?? code;
}

export function stepWords(step: VerifyStep): { name: string; does: string; do: string } {
  const name = stepNames[step][language()];
  return { name: name.charAt(0).toUpperCase() + name.slice(1), ...text(steps)[step] };
}

const evidenceNames: Record<Language, Readonly<Record<string, string>>> = {
  'zh-CN': {
    file: '文件',
    entry: '第几条记录',
    expected: '应为',
    found: '实为',
    detail: '说明',
    screen: '屏幕编号',
    witness: '见证方',
    player: '版本',
    silentMs: '毫秒数',
    more: '另有同类',
    type: '类型',
    signer: '签名者',
  },
  en: {
    file: 'file',
    entry: 'entry no.',
    expected: 'expected',
    found: 'found',
    detail: 'detail',
    screen: 'screen',
    witness: 'witness',
    player: 'version',
    silentMs: 'milliseconds',
    more: 'more of these',
    type: 'type',
    signer: 'signer',
  },
};

/** The evidence as it was found: `文件：tile/entries/000 · 第几条记录：17`. */
export function evidenceText({ evidence }: Finding): string {
  const names = text(evidenceNames);
  return Object.entries(evidence)
    .map(([key, value]) => `${names[key] ?? key}: ${value}`)
    .join(' · ');
}
