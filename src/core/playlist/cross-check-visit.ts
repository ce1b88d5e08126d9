import { type Phrase, phrases } from './phrase.ts';
import { isRecord, type Report, show } from './validate.ts';

/** What the kiosk and the hand-over demand of one another and of the picture. The value is as it came. */
export function crossCheckVisit(programme: Readonly<Record<string, unknown>>, report: Report): void {
  const { kiosk, switchOn, canvas } = programme;
  // To valibot a list is an object too, and a kiosk demands no key that a list would lack.
  if (Array.isArray(kiosk)) report(['kiosk'], show(kiosk), phrases.object);
  if (kiosk !== undefined && isRecord(canvas) && canvas.x !== undefined)
    report(['kiosk'], show(kiosk), noBoard);
  if (kiosk !== undefined && switchOn !== undefined) report(['kiosk'], show(kiosk), eitherOne);
  if (!isRecord(switchOn) || switchOn.handOverTo !== 'close') return;
  const { returnAfterIdleMinutes: idle } = switchOn;
  if (idle !== undefined) report(['switchOn', 'returnAfterIdleMinutes'], show(idle), closedForGood);
}

const noBoard: Phrase = {
  en: 'nothing: a board at exact pixels is not touched',
  zh: '不写：按像素定位的点阵屏无法触摸',
};
const eitherOne: Phrase = {
  en: 'nothing beside "switchOn": a screen that hands over is not there to be touched',
  zh: '不与 "switchOn" 同时写：移交后的屏幕不供触摸学习',
};
const closedForGood: Phrase = {
  en: 'nothing beside "close": a closed page does not come back by itself',
  zh: '不与 "close" 同时写：关闭的页面不会自己回来',
};
