/** As much as is said in one breath, by an engine that may cut off what is longer: some ten seconds of Mandarin. */
const mostCharacters = 40;

/** As telephone numbers are read: 1 is yao, so that nobody hears a 7. */
const digits = '零幺二三四五六七八九';

/**
 * The words in pieces of at most {@link mostCharacters}, each as long as may be: ended after a sentence where one
 * ends in time, else after a comma, else where it must be. Put together they are the words again, but for outer spaces;
 * numbers to call are read digit by digit.
 */
export function breathsOf(words: string): string[] {
  const breaths: string[] = [];
  let rest = withSpokenNumbers(words).trim();
  while (rest.length > mostCharacters) {
    const head = rest.slice(0, mostCharacters);
    const end = lastEnd(head, /[。！？!?；;\n]/g) ?? lastEnd(head, /[，,、：:\s]/g) ?? wholeCharacters(head);
    breaths.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...breaths, rest].filter((breath) => breath !== '');
}

function lastEnd(text: string, marks: RegExp): number | undefined {
  let end: number | undefined;
  for (const { index, 0: mark } of text.matchAll(marks)) end = index + mark.length;
  return end;
}

/** Not in the middle of a character of two code units. */
function wholeCharacters(text: string): number {
  return /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
}

/** 110, 12381, 96110 and the like: what nobody counts money or people with. */
function withSpokenNumbers(words: string): string {
  return words.replace(/\d+/g, (number, at: number) => {
    const isAmount = /^\s*[万亿元块人次年月日号时点分秒%％.．:：]/.test(words.slice(at + number.length));
    const isHotline = /^(1[12]\d|12\d{3}|9\d{4}|400\d{7}|0\d{9,11})$/.test(number);
    return isHotline && !isAmount ? Array.from(number, (digit) => digits[Number(digit)]).join('') : number;
  });
}
