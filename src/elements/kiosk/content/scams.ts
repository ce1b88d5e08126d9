import type { LocalizedText } from '../../../core/playlist/definition.ts';

export interface Scam {
  readonly topic: string;
  /** The one sentence to leave with. */
  readonly hook: LocalizedText;
  readonly theySay: readonly LocalizedText[];
  readonly howItWorks: readonly LocalizedText[];
  readonly whatToDo: readonly LocalizedText[];
}

const line = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** The six high-incidence scams, each in three steps. */
export const scams: readonly Scam[] = [
  {
    topic: 'fake-rebate',
    hook: line('要您先垫钱的任务，都是诈骗', 'A task that needs your money first is a scam'),
    theySay: [
      line('“动动手指点赞关注，做一单结一单。”', '“Just like and follow, paid task by task.”'),
      line(
        '“先做三单小任务，本金和佣金马上返。”',
        '“Three small tasks first: money and commission right back.”',
      ),
      line('“您操作失误，补一单才能提现。”', '“You made a mistake: one more task, then you can withdraw.”'),
    ],
    howItWorks: [
      line(
        '拉您进群，先返几元、几十元，让您放心。',
        'You join a group and get a few yuan back, so you feel safe.',
      ),
      line(
        '让您下载陌生应用，做要垫钱的“大额任务”。',
        'You download an unknown app for “big tasks” that you pay for first.',
      ),
      line(
        '再以“任务未完成”“账户冻结”要您一转再转，最后不见人。',
        'Then “unfinished” or “frozen” means paying again and again, until they vanish.',
      ),
    ],
    whatToDo: [
      line('要先垫钱、先充值的任务，一律不做。', 'Do no task that wants money or a top-up first.'),
      line('不扫陌生二维码，不下载链接里的应用。', 'Scan no unknown code, install no app from a link.'),
      line('已经转了钱：留好记录，马上拨打 110。', 'Already paid? Keep the records and call 110 at once.'),
    ],
  },
  {
    topic: 'fake-investment',
    hook: line('“稳赚不赔”的投资，不要信', 'Do not believe in profit without risk'),
    theySay: [
      line('“跟着老师操作，稳赚不赔。”', '“Follow the teacher, you cannot lose.”'),
      line('“内部消息，名额有限，别告诉别人。”', '“Inside news, few places left, tell nobody.”'),
      line('“先充一点试试，随时能提现。”', '“Try a little, withdraw any time.”'),
    ],
    howItWorks: [
      line(
        '网上结识您或拉您进群，群里的人都说“赚了”。',
        'They meet you online or add you to a group where all “earn”.',
      ),
      line(
        '让您到他们的平台投钱，开始的小额能提出来。',
        'You pay into their platform; small sums come out at first.',
      ),
      line(
        '等您投入大笔，就要交“税”“解冻费”，钱再也提不出。',
        'After a large sum they want “tax” or “unfreezing fees”; nothing comes out.',
      ),
    ],
    whatToDo: [
      line(
        '只到持牌的正规机构，自己从官方渠道核实。',
        'Only licensed institutions; check them yourself, officially.',
      ),
      line('不向陌生个人账户转“投资款”。', 'Transfer no “investment” to a stranger’s account.'),
      line('提不出钱时不要再交钱，立即拨打 110。', 'If you cannot withdraw, pay nothing more and call 110.'),
    ],
  },
  {
    topic: 'fake-loan',
    hook: line('放款前先收钱，就是诈骗', 'A fee before the loan means a scam'),
    theySay: [
      line('“无抵押，秒到账，征信不好也能办。”', '“No security, paid in seconds, bad credit is fine.”'),
      line('“卡号填错，账户冻结，先交解冻费。”', '“Wrong card number, account frozen: pay to unfreeze it.”'),
      line('“先转一笔，证明您还得起。”', '“Transfer something first to prove that you can repay.”'),
    ],
    howItWorks: [
      line(
        '用电话、短信、广告引您装上假贷款应用。',
        'Calls, messages and adverts lead you to a fake loan app.',
      ),
      line('页面显示“已放款”，就是提不出来。', 'The page says “paid out”, yet you cannot draw it.'),
      line(
        '以保证金、解冻费、刷流水要您先转账，转完就失联。',
        'They ask for deposits and fees; once paid, they are gone.',
      ),
    ],
    whatToDo: [
      line(
        '贷款找银行等正规机构，到网点或官方应用办。',
        'Borrow from a bank or licensed lender, at its counter or app.',
      ),
      line('放款前要您转账的，马上停下。', 'Whoever wants a transfer before the loan: stop there.'),
      line('不说验证码，不把银行卡交给别人。', 'Share no code, hand no bank card to anyone.'),
    ],
  },
  {
    topic: 'fake-shopping',
    hook: line('离开平台私下转账，钱货两空', 'Pay outside the platform, lose money and goods'),
    theySay: [
      line('“低价转让，加我私聊。”', '“Going cheap, add me to talk privately.”'),
      line('“平台要手续费，直接转给我更便宜。”', '“The platform takes a fee, pay me directly.”'),
      line('“货被海关扣了，补交税款就发。”', '“Customs holds the parcel, pay the duty and it ships.”'),
    ],
    howItWorks: [
      line(
        '在网上发低价商品、门票或上门服务的信息。',
        'They advertise cheap goods, tickets or home services.',
      ),
      line('引您离开平台，扫码或转账付款。', 'They lead you off the platform to a code or a transfer.'),
      line(
        '收钱后拉黑，或以运费、保证金再要一笔。',
        'Then they block you, or want freight and deposits too.',
      ),
    ],
    whatToDo: [
      line('从下单到付款，都在正规平台上完成。', 'Order and pay on the regular platform, from start to end.'),
      line('价格低得离谱，先问问自己为什么。', 'Far too cheap? Ask yourself why.'),
      line('留好聊天和付款记录，被骗立即报警。', 'Keep chats and receipts; if cheated, report it at once.'),
    ],
  },
  {
    topic: 'fake-service-agent',
    hook: line('“客服”要共享屏幕，马上挂断', 'An “agent” wants your screen? Hang up'),
    theySay: [
      line('“您买的商品有问题，给您双倍赔付。”', '“Your order is faulty, we pay you double.”'),
      line('“您误开了会员，不取消每月扣费。”', '“You joined by mistake; cancel or pay each month.”'),
      line('“打开屏幕共享，我教您操作。”', '“Share your screen, I will guide you.”'),
    ],
    howItWorks: [
      line('准确说出您的订单信息，骗取信任。', 'They know your order, and so they win your trust.'),
      line('让您下载会议软件，打开屏幕共享。', 'You install a meeting app and share your screen.'),
      line('看到您的密码和验证码，把钱转走。', 'They see your password and codes, and take the money.'),
    ],
    whatToDo: [
      line('挂断电话，自己打开官方应用查。', 'Hang up and look it up in the official app yourself.'),
      line('不共享屏幕，不说验证码。', 'Share no screen and no code.'),
      line('退款会原路退回，不需要您转账。', 'Refunds come back the way you paid; you transfer nothing.'),
    ],
  },
  {
    topic: 'impersonation',
    hook: line('熟人领导要转账，先打电话问', 'A friend or boss wants money? Call first'),
    theySay: [
      line('“我换号了，加这个号说话。”', '“New number, add this one.”'),
      line('“我在开会不方便接，你先转一笔。”', '“I am in a meeting, transfer it for me first.”'),
      line('“妈，我手机坏了，急用钱交费。”', '“Mum, my phone broke, I need money for a fee.”'),
    ],
    howItWorks: [
      line(
        '用熟人的头像、姓名，甚至合成的声音和视频。',
        'They use a known picture and name, even a made voice or video.',
      ),
      line('先关心几句，再说有急事、要保密。', 'A few kind words, then it is urgent and secret.'),
      line('催您马上转账，不让您打电话核实。', 'They hurry you and keep you from calling back.'),
    ],
    whatToDo: [
      line('拨打原来的号码，或者当面问清楚。', 'Ring the number you know, or ask in person.'),
      line('单位付款按制度办，不凭聊天消息。', 'At work, pay by the rules, never by a chat message.'),
      line('转错了立即拨打 110，越快越好。', 'Already transferred? Call 110 at once.'),
    ],
  },
];
