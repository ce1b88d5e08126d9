/** Must not begin a line. */
const closing = /^[、，。！？：；）》」』】〉”’…—～·・,.!?:;)\]}%％°‰]/;
/** Must not end a line. */
const opening = /[（《「『【〈“‘([{¥￥$#+＋-]\s*$/;
/** Words that lean on what follows: a line that ends in "不" says the opposite until the next one is read. */
const leaningForward = /^[不别勿莫未没请凡先再均皆已将要会能可也]$/;
/** Particles that lean on what came before. */
const leaningBack = /^[的了吗呢吧啊呀着过得们者前后]$/;
/** A number keeps its unit, and the counted thing where it is one character. */
const unit =
  /^(万?亿?[元块倍人次天日年月岁笔个件条张号位分秒折成]|万|亿|千|百|小时|分钟|秒钟|起|以上|以下|左右|万元|亿元|个月|px|km|kg|%)$/;
const loneHan = /^(?![不别勿莫未没请的了吗呢吧是和与就])\p{Script=Han}$/u;
const number = /[\d０-９几][万亿千百]?\s*$/;
const phraseEnd = /(?:[，。！？；：、,.!?;:…—]["”’）》」』】)\]]*|[·・|])\s*$/;

/** Words of this field that dictionaries of the engines cut in two. */
const fieldWords = new RegExp(
  [
    ...[
      '刷单',
      '返利',
      '返现',
      '垫付',
      '垫资',
      '客服',
      '链接',
      '网购',
      '网贷',
      '校园贷',
      '网恋',
      '拨打',
      '来电',
      '月息',
      '年化',
      '保证金',
    ],
    ...[
      '手续费',
      '解冻费',
      '验证码',
      '转账',
      '汇款',
      '征信',
      '注销',
      '退款',
      '理赔',
      '博彩',
      '荐股',
      '杀猪盘',
      '公检法',
      '安全账户',
    ],
    ...[
      '屏幕共享',
      '共享屏幕',
      '个人信息',
      '身份证',
      '银行卡',
      '手机卡',
      '支付宝',
      '微信',
      '陌生人',
      '视频会议',
      '冒充',
      '挂断',
      '核实',
    ],
    ...[
      '高收益',
      '零风险',
      '稳赚不赔',
      '内部消息',
      '先核实',
      '急要钱',
      '要钱',
      '轻信',
      '点击',
      '再转账',
      '反诈',
      '诈骗',
      '骗局',
      '骗子',
      '领导',
      '熟人',
      '投资',
      '理财',
    ],
    ...['人民币', '五十万', '营业厅', '电话卡', '收款码', '清仓价', '内部价', '开场白', '头几单', '几张卡'],
    ...['见过面', '有没有', '回事', '下单', '解绑', '遮挡', '杂物', '分开'],
  ].join('|'),
  'g',
);

/**
 * Splits a text into pieces between which a line may break, in order; joined they are the text again.
 * Words stay whole, punctuation stays with its word, numbers with their unit, and so do Latin words and 96110.
 *
 * @param segment splits into words; left out, `Intl.Segmenter` where there is one, else single characters.
 */
export function chunksOf(text: string, segment: (text: string) => string[] = words): string[] {
  const chunks: string[] = [];
  for (const word of mendWords(text.trim(), segment)) {
    const before = chunks[chunks.length - 1];
    if (before !== undefined && belongsTo(before, word)) chunks[chunks.length - 1] = before + word;
    else chunks.push(word);
  }
  return chunks;
}

/** True where a reader pauses: the best place to break. */
export function endsPhrase(chunk: string): boolean {
  return phraseEnd.test(chunk);
}

function belongsTo(before: string, word: string): boolean {
  if (/^\s+$/.test(word) || closing.test(word) || leaningBack.test(word)) return true;
  if (opening.test(before)) return true;
  if (/\s$/.test(before)) return false;
  if (number.test(before) && (unit.test(word) || /^[\d０-９]/.test(word))) return true;
  if (/[A-Za-z\d'’&/_-]$/.test(before) && /^[A-Za-z\d'’&/_-]/.test(word)) return true;
  return leaningForward.test(before);
}

/** Closes the breaks inside a word of the field, and between two lone characters: most often halves of one word. */
function mendWords(text: string, segment: (text: string) => string[]): string[] {
  const inside = insideFieldWords(text);
  const mended: string[] = [];
  let at = 0;
  for (const word of segment(text)) {
    const before = mended[mended.length - 1];
    const together = before !== undefined && (inside.has(at) || (loneHan.test(before) && loneHan.test(word)));
    if (together) mended[mended.length - 1] = before + word;
    else mended.push(word);
    at += word.length;
  }
  return mended;
}

function insideFieldWords(text: string): Set<number> {
  const inside = new Set<number>();
  for (const { 0: word, index } of text.matchAll(fieldWords))
    for (let offset = 1; offset < word.length; offset++) inside.add(index + offset);
  return inside;
}

function words(text: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return characters(text);
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** For engines without a dictionary: Latin words, numbers and spaces stay whole, every other character stands alone. */
export function characters(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)+|[A-Za-z\d'’&/_-]+|\s+|[\s\S]/gu) ?? [];
}
