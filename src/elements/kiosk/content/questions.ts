import type { Question } from '../../../core/kiosk/draw-questions.ts';
import type { LocalizedText } from '../../../core/playlist/definition.ts';

const line = ([zh, en]: readonly [string, string]): LocalizedText => ({ 'zh-CN': zh, en });

type Pair = readonly [zh: string, en: string];

/** The right answer stands first here; the day decides where it stands on the screen. */
function question(topic: string, text: Pair, options: readonly Pair[], because: Pair): Question {
  return { topic, text: line(text), options: options.map(line), right: 0, because: line(because) };
}

/** Three for each of the six scams. Each has one answer that is right beyond doubt. */
export const questions: readonly Question[] = [
  question(
    'fake-rebate',
    [
      '兼职群里让您先垫 500 元做任务，做完返 600 元。您会？',
      'A job group asks you to advance 500 yuan and promises 600 back. You …',
    ],
    [
      ['不垫钱，退出群聊', 'pay nothing and leave the group'],
      ['先做一单试试', 'try one task'],
      ['找朋友借钱来做', 'borrow the money from a friend'],
    ],
    [
      '要先垫钱的任务就是诈骗。先返小钱，是为了让您投入更多。',
      'A task that needs your money first is a scam; small returns only draw you in.',
    ],
  ),
  question(
    'fake-rebate',
    [
      '前几单都返了钱，对方说“再做一单大的才能提现”。这说明？',
      'The first tasks paid out. Now “one big task before you can withdraw”. What does that mean?',
    ],
    [
      ['这是圈套，应当马上停手', 'it is a trap, and you should stop now'],
      ['平台讲信用，可以放心', 'the platform keeps its word'],
      ['只差一步，做完就好', 'you are one step from your money'],
    ],
    [
      '前面的小钱是诱饵。不管什么理由，要您再交钱就停下，并拨打 110。',
      'The small sums were bait. Whatever the reason, stop paying and call 110.',
    ],
  ),
  question(
    'fake-rebate',
    [
      '快递里有张卡片：“扫码进群，免费领礼品”。您会？',
      'A card in your parcel says: “Scan, join the group, get a free gift.” You …',
    ],
    [
      ['不扫，把卡片丢掉', 'do not scan it and throw it away'],
      ['扫码看看，反正不花钱', 'scan it, it costs nothing'],
      ['转给家人一起领', 'pass it on to the family'],
    ],
    [
      '“免费礼品”常用来拉人进刷单群。来路不明的二维码不要扫。',
      '“Free gifts” lead into task groups. Do not scan codes of unknown origin.',
    ],
  ),
  question(
    'fake-investment',
    ['网上认识的“老师”保证每天赚 3%。您会？', 'A “teacher” you met online guarantees 3 % a day. You …'],
    [
      ['不相信，不投钱', 'do not believe it and invest nothing'],
      ['先投一点试试', 'try it with a little'],
      ['拉亲友一起投', 'bring in friends and family'],
    ],
    [
      '投资都有风险，保证收益的就是骗局。',
      'Every investment has risk; whoever guarantees a profit is cheating.',
    ],
  ),
  question(
    'fake-investment',
    [
      '投资应用里显示赚了 10 万，提现时要先交“个人所得税”。您会？',
      'The app shows 100,000 yuan of profit, but wants “income tax” before you withdraw. You …',
    ],
    [
      ['不再交钱，拨打 110', 'pay nothing more and call 110'],
      ['交税把钱取出来', 'pay the tax to get the money'],
      ['请客服从余额里扣，扣不了就借钱交', 'ask to deduct it, or else borrow it'],
    ],
    [
      '应用里的数字可以随意改。提现前要您交钱，说明钱已被骗，请尽快报警。',
      'Numbers in an app can be made up. A fee before withdrawal means you are being cheated: report it fast.',
    ],
  ),
  question(
    'fake-investment',
    ['怎样确认一家投资机构是正规的？', 'How do you check that an investment firm is genuine?'],
    [
      ['自己到监管部门或官方渠道查', 'look it up yourself with the regulator'],
      ['看群里有没有人赚到钱', 'see whether people in the group earn'],
      ['看对方发来的营业执照照片', 'look at the licence photo they send'],
    ],
    [
      '群里的人可能是一伙的，照片可以伪造。只有自己从官方渠道查到的才算数。',
      'The group may be in on it and photos can be faked. Only what you look up officially counts.',
    ],
  ),
  question(
    'fake-loan',
    [
      '贷款应用说“卡号填错，交 5000 元解冻才能放款”。您会？',
      'A loan app says: “Wrong card number. Pay 5,000 yuan to unfreeze the loan.” You …',
    ],
    [
      ['不交，停止操作，拨打 96110', 'pay nothing, stop, and call 96110'],
      ['交了马上能放款，先交', 'pay, as the loan comes next'],
      ['请对方少收一点', 'ask them for less'],
    ],
    [
      '放款前要您转钱的都是诈骗，名目再多也一样。',
      'Whoever wants money before paying out a loan is a scammer, whatever they call it.',
    ],
  ),
  question(
    'fake-loan',
    ['急需用钱时，应该怎样办贷款？', 'You need money quickly. Where do you borrow?'],
    [
      ['到银行等正规机构的网点或官方应用', 'at a bank or licensed lender, counter or official app'],
      ['点开短信里的贷款链接', 'through the link in a text message'],
      ['加陌生人发来的“贷款经理”', 'with a “loan manager” a stranger sent'],
    ],
    [
      '短信链接和陌生“经理”常指向假应用。自己去找正规机构最稳妥。',
      'Links and strange “managers” often lead to fake apps. Go to a regular lender yourself.',
    ],
  ),
  question(
    'fake-loan',
    [
      '对方说把银行卡寄给他“刷流水”，贷款就能批。您会？',
      'They want you to post your bank card to “build a turnover” for the loan. You …',
    ],
    [
      ['不寄，银行卡绝不交给别人', 'do not: your card stays with you'],
      ['寄一张没有钱的卡', 'post one without money on it'],
      ['寄出去，但改掉密码', 'post it and change the PIN'],
    ],
    [
      '银行卡交给别人，可能被用来转移赃款，自己也要承担法律责任。',
      'A card you hand over may be used to move stolen money, and you may be held liable.',
    ],
  ),
  question(
    'fake-shopping',
    [
      '二手平台的卖家说“加好友私下转账，便宜 200 元”。您会？',
      'A seller says: “Add me and pay privately, 200 yuan cheaper.” You …',
    ],
    [
      ['拒绝，只在平台上付款', 'refuse and pay on the platform only'],
      ['省钱要紧，转给他', 'transfer it, it saves money'],
      ['先转一半', 'transfer half of it first'],
    ],
    [
      '离开平台付款，货款没有保障。转一半也一样会被骗。',
      'Outside the platform nothing protects you, not even half of it.',
    ],
  ),
  question(
    'fake-shopping',
    [
      '已经付了款，对方又说“货被扣了，补交保证金才能发”。您会？',
      'You have paid. Now “the goods are held, a deposit is needed”. You …',
    ],
    [
      ['不再付钱，保存记录并报警', 'pay nothing more, keep the records and report it'],
      ['再付一笔，免得前面白付', 'pay, so that the first sum is not lost'],
      ['等几天再付', 'pay in a few days'],
    ],
    [
      '一次次加钱正是骗子的做法。停下来，损失才不会变大。',
      'Asking for more and more is how it works. Stopping limits the loss.',
    ],
  ),
  question(
    'fake-shopping',
    [
      '网上看到演唱会“内部低价票”，应该？',
      'Online somebody offers cheap “inside” concert tickets. You should …',
    ],
    [
      ['到官方售票渠道购买', 'buy from the official ticket seller'],
      ['快付款，晚了就没有了', 'pay quickly before they are gone'],
      ['付一半定金', 'pay half as a deposit'],
    ],
    [
      '“内部票”“最后一张”都是催您快付款的话术。只认官方渠道。',
      '“Inside” and “last one” are there to hurry you. Use the official seller.',
    ],
  ),
  question(
    'fake-service-agent',
    [
      '“客服”来电说要给您退款，让您打开屏幕共享。您会？',
      'An “agent” calls about a refund and wants you to share your screen. You …',
    ],
    [
      ['挂断，到官方应用里查', 'hang up and look in the official app'],
      ['按对方说的操作', 'do as you are told'],
      ['只共享一分钟', 'share it for one minute only'],
    ],
    [
      '共享屏幕后，对方能看到您的密码和验证码。一分钟也不行。',
      'With your screen shared they see your password and codes. Not even for a minute.',
    ],
  ),
  question(
    'fake-service-agent',
    [
      '对方能说出您的姓名和订单，说明什么？',
      'The caller knows your name and your order. What does that prove?',
    ],
    [
      ['什么也证明不了，信息可能已经泄露', 'nothing: the data may have leaked'],
      ['一定是真客服', 'it must be the real service'],
      ['可以把验证码告诉他', 'you may tell them your code'],
    ],
    [
      '个人信息可能泄露。知道您的订单，不等于就是客服。',
      'Data leaks. Knowing your order does not make somebody the service.',
    ],
  ),
  question(
    'fake-service-agent',
    ['收到短信验证码后，可以告诉谁？', 'Whom may you tell a code that came by text message?'],
    [
      ['谁都不能说', 'nobody'],
      ['银行“工作人员”', 'bank “staff”'],
      ['平台“客服”', 'platform “agents”'],
    ],
    [
      '验证码等于您的签字。真正的银行和平台不会向您要验证码。',
      'A code is your signature. Real banks and platforms never ask for it.',
    ],
  ),
  question(
    'impersonation',
    [
      '“领导”加您好友，让您马上转账，还说先别告诉别人。您会？',
      'Your “boss” adds you, wants an urgent transfer, and tells you to keep it quiet. You …',
    ],
    [
      ['打领导原来的电话或当面问', 'call the boss’s known number or ask in person'],
      ['领导的事不能耽误，马上转', 'transfer at once, it is the boss'],
      ['先转一部分表示诚意', 'transfer part of it'],
    ],
    [
      '头像和姓名谁都能用。越急、越要保密，越要核实。',
      'Anyone can use a name and a picture. The more urgent and secret, the more you check.',
    ],
  ),
  question(
    'impersonation',
    [
      '视频里看着是孙子，声音也像，急着要钱。您会？',
      'On video it looks and sounds like your grandson, and he needs money at once. You …',
    ],
    [
      ['挂断，打孙子或家人原来的电话', 'hang up and ring him or the family on the known number'],
      ['亲眼看到了，马上转', 'transfer: you saw him yourself'],
      ['问他要多少，照数转', 'ask how much and transfer it'],
    ],
    [
      '声音和视频都能合成。打原来的号码问一问，最可靠。',
      'Voices and videos can be made. The number you know is the surest way.',
    ],
  ),
  question(
    'impersonation',
    [
      '发现刚刚被骗转了账，第一件事是？',
      'You notice that you have just been cheated into a transfer. What comes first?',
    ],
    [
      ['马上拨打 110，并说明转账情况', 'call 110 at once and tell them about the transfer'],
      ['找骗子把钱要回来', 'ask the scammer for the money'],
      ['先等等，过几天再说', 'wait for a few days'],
    ],
    [
      '越早报警，拦住钱的机会越大。请带上转账和聊天记录。',
      'The sooner you report it, the better the chance to stop the money. Have your records at hand.',
    ],
  ),
];
