import { grounds, guide } from '../kit/host.ts';
import { counter, publicNetwork, secretCode, strangeLink, ticket, waiting } from '../kit/host-figures.ts';

export const bankQueue = guide({
  id: 'queue-guide',
  ground: grounds.bank,
  title: '办业务三步走',
  english: 'Three steps at the branch',
  seconds: 12,
  steps: [
    { words: '取号', english: 'Take a ticket', figure: ticket },
    { words: '等候叫号', english: 'Wait for your number', figure: waiting },
    { words: '到窗口办理', english: 'Go to the window', figure: counter },
  ],
});

export const bankMobile = guide({
  id: 'mobile-banking',
  ground: grounds.bank,
  title: '手机银行三个不',
  english: 'Safe mobile banking',
  seconds: 15,
  steps: [
    { words: '不点陌生链接', english: 'No unknown links', figure: strangeLink },
    { words: '不说密码', english: 'Never tell your code', figure: secretCode },
    { words: '不用公共网络', english: 'No public Wi-Fi', figure: publicNetwork },
  ],
});
