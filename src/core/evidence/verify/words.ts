import type { FindingCode, VerifyStep } from './verdict.ts';

/** What is said to people: Chinese first, English beside it. */
export interface VerdictWords {
  readonly 'zh-CN': string;
  readonly en: string;
}

export const stepWords: Readonly<Record<VerifyStep, VerdictWords>> = {
  format: { 'zh-CN': '格式', en: 'format' },
  tree: { 'zh-CN': '哈希树', en: 'tree' },
  signature: { 'zh-CN': '签名', en: 'signature' },
  cosignature: { 'zh-CN': '见证签名', en: 'cosignature' },
  continuity: { 'zh-CN': '连续性', en: 'continuity' },
  arithmetic: { 'zh-CN': '数字复算', en: 'arithmetic' },
};

/** What each code means. Which file, entry or hash it is stands in the finding's evidence. */
export const findingWords: Readonly<Record<FindingCode, VerdictWords>> = {
  'container-damaged': {
    'zh-CN': '文件包已损坏，这一部分读不出来',
    en: 'the container is damaged; this part cannot be read',
  },
  'file-missing': { 'zh-CN': '缺少应有的文件', en: 'a file that belongs here is missing' },
  'file-unexpected': {
    'zh-CN': '有不属于这份导出的文件，没有任何签名为它担保',
    en: 'a file that does not belong here; nothing vouches for it',
  },
  'file-changed': { 'zh-CN': '文件在签名之后被改动', en: 'the file was changed after it was signed' },
  'manifest-malformed': {
    'zh-CN': '清单无法读取，或与日志矛盾',
    en: 'the manifest cannot be read, or contradicts the log',
  },
  'checkpoint-malformed': { 'zh-CN': '校验点无法读取', en: 'the checkpoint cannot be read' },
  'key-malformed': { 'zh-CN': '公钥无法读取', en: 'the key cannot be read' },
  'bundle-malformed': { 'zh-CN': '条目文件无法读取', en: 'the entry bundle cannot be read' },
  'entry-malformed': {
    'zh-CN': '这一条记录不符合格式',
    en: 'the entry is not of the form that it should have',
  },
  'entry-type-unknown': {
    'zh-CN': '这类记录本程序不认识（可能来自新版本），不参与计算',
    en: 'this program does not know this type of entry; it counts for nothing',
  },
  'tile-malformed': {
    'zh-CN': '哈希文件长度不对',
    en: 'the tile has not the length that its width asks for',
  },
  simulated: {
    'zh-CN': '模拟数据：没有在任何屏幕上播放过，不证明任何事',
    en: 'SIMULATED: nothing was shown on any screen; this proves nothing',
  },
  'entry-hash-differs': {
    'zh-CN': '这一条记录被改写：与哈希不符',
    en: 'the entry was rewritten: it does not have the hash that the tree holds',
  },
  'tile-hash-differs': {
    'zh-CN': '哈希文件被改写：与上一层不符',
    en: 'the tile was rewritten: it does not have the hash that the tile above holds',
  },
  'tile-missing': {
    'zh-CN': '缺少通向根哈希的文件',
    en: 'a tile between the entries and the root is missing',
  },
  'bundle-missing': {
    'zh-CN': '缺少所声明的记录',
    en: 'entries that the export claims to carry are missing',
  },
  'root-differs': {
    'zh-CN': '根哈希与签名的校验点不符：日志被改写',
    en: 'the root is not the one that the checkpoint signs: the log was rewritten',
  },
  'proof-differs': { 'zh-CN': '包含证明不成立', en: 'the inclusion proof does not hold' },
  'signature-missing': { 'zh-CN': '没有这块屏幕的签名', en: 'the screen has not signed this' },
  'signature-wrong': {
    'zh-CN': '签名不成立：内容在签名之后被改动',
    en: 'the signature is wrong: what it signs was changed',
  },
  'origin-not-of-key': {
    'zh-CN': '日志名称与公钥不符：不是这块屏幕的日志',
    en: 'the log is not that of the screen with this key',
  },
  'key-differs': {
    'zh-CN': '导出中的公钥不是您给出的公钥',
    en: 'the key of the export is not the one that you gave',
  },
  'key-not-pinned': {
    'zh-CN': '没有另行给出公钥：请与现场屏幕上显示的屏幕编号核对',
    en: 'no key was given: compare this screen id with the one that the screen itself shows',
  },
  cosigned: {
    'zh-CN': '见证方在此时刻见过这个校验点',
    en: 'the witness had seen this checkpoint at this time',
  },
  'cosignature-none': { 'zh-CN': '没有见证签名', en: 'there is no cosignature' },
  'cosignature-wrong': { 'zh-CN': '见证签名不成立', en: 'the cosignature is wrong' },
  'cosignature-unknown-witness': {
    'zh-CN': '有一个未指定的见证方的签名，未作核对',
    en: 'a signature by somebody you did not name; it was not checked',
  },
  'sequence-broken': { 'zh-CN': '记录编号不连续', en: 'the entry has another number than its place' },
  'screen-differs': { 'zh-CN': '这一条记录属于另一块屏幕', en: 'the entry is of another screen' },
  'on-air-clock-back': { 'zh-CN': '开播时钟倒退', en: 'the on-air clock goes back' },
  'monotonic-clock-back': {
    'zh-CN': '开播期间单调时钟倒退',
    en: 'the monotonic clock goes back while on air',
  },
  'on-air-clock-drifts': {
    'zh-CN': '开播期间开播时钟与单调时钟不同步',
    en: 'the on-air clock does not run with the monotonic clock while on air',
  },
  'plays-overlap': {
    'zh-CN': '同一分区的两次播放在时间上重叠',
    en: 'two plays of a zone hold the same time',
  },
  'airtime-exceeds-clock': {
    'zh-CN': '播出时长超过实际经过的时间',
    en: 'the play claims more airtime than has passed',
  },
  'clock-jump-unsaid': {
    'zh-CN': '墙上时钟跳变，日志没有记录',
    en: 'the wall clock leaps and no entry says so',
  },
  'shown-while-stopped': {
    'zh-CN': '紧急停播期间仍有画面播出（多因存储故障，停播没有保留到重启之后）',
    en: 'something was shown while the emergency stop held; storage that failed may not have kept the stop over a restart',
  },
  silence: {
    'zh-CN': '开播期间长时间没有任何记录',
    en: 'on air, but nothing was written for longer than heartbeats allow',
  },
  'epoch-begun-after-loss': {
    'zh-CN': '此前的日志有缺失，由此开始新的一期或补记缺口',
    en: 'something was lost before this entry, and the log says so',
  },
  'loss-declared': {
    'zh-CN': '存储曾拒绝写入，日志自己说明有记录没有写下',
    en: 'storage refused entries, and the log says that they were not written',
  },
  'figures-differ': {
    'zh-CN': '报告中的数字与由记录复算的不符',
    en: 'the figures do not follow from the entries',
  },
  'plays-differ': { 'zh-CN': '播放清单与记录不符', en: 'the list of plays does not follow from the entries' },
  'report-differs': {
    'zh-CN': '页面与由记录重新生成的不符',
    en: 'the page is not the one that the entries give',
  },
  'report-by-other-version': {
    'zh-CN': '页面由另一版本生成，无法逐字核对；请以本程序复算的数字为准',
    en: 'the page was made by another version and cannot be compared; go by the figures',
  },
};
