import { minuteOf } from './format.ts';
import { type Html, htmlPage, markup } from './html.ts';
import { pageStyle } from './page-style.ts';
import type { ProofReport } from './proof-report.ts';

/** The release of Tessera that this form of export is tested with. */
export const fsckVersion = 'v1.0.4';

/** `README.markup`: what the export proves, what it does not, and how anyone checks it. */
export function readmeHtml(report: ProofReport, verifierKey: string): string {
  const { from, to } = report.entries;
  const whole = from === 0 && to === report.size;
  return htmlPage(
    '这份导出证明什么，怎样核对',
    `${pageStyle}${readmeStyle}`,
    markup`${report.simulated ? simulatedNotice : []}
<h1>这份导出证明什么，怎样核对<small lang="en">What this export proves, and how to check it</small></h1>
${subject(report)}
${proves}
${howToCheck(report, verifierKey, whole)}
${fileList(whole)}`,
  );
}

const readmeStyle = `
li{margin:6px 0}
ol>li,ul>li{padding-left:4px}
ol,ul{padding-left:22px}
li>[lang=en],td>[lang=en]{display:block}
`;

const simulatedNotice = markup`<p class="simulated">模拟数据：由模拟器生成，没有在任何屏幕上播放过，不证明任何事，只供练习核对。<span lang="en">Simulated: nothing was shown on any screen. It proves nothing and is for practising the checks.</span></p>`;

function subject({ origin, figures: { period }, madeAt, by }: ProofReport): Html {
  const time = period ? `${minuteOf(period.from)} – ${minuteOf(period.to)}` : '—';
  return markup`<p><b class="mono">${origin}</b><br>${time}<br>
<span class="soft">导出 made at ${madeAt}，${by}</span></p>`;
}

const proves = markup`<h2>证明什么<small lang="en">What it proves</small></h2>
<ul>
<li>这些播放记录由 key.vkey 所对应的私钥签名：全部记录连成一棵哈希树，对树根的签名相符；私钥在屏幕上生成，不离开屏幕。<span lang="en">The key of key.vkey has signed these plays: all entries make one hash tree, and the signature of its root holds. The key is made on the screen and does not leave it.</span></li>
<li>如果校验点有见证方联署，或者您手里有当时拍下、带有屏角活码的照片：从那一刻起，此前的记录一个字节都没有被改过、删过、插过。<span lang="en">If a witness has cosigned the checkpoint, or you have a photo of the screen with its live code: from that moment on, not one byte of what was written before has been changed, taken out or put in.</span></li>
<li>报告里的每个数字都能由这些记录重新算出。<span lang="en">Every figure of the report can be computed again from these entries.</span></li>
</ul>
<h2>不证明什么<small lang="en">What it does not prove</small></h2>
<ul>
<li>不证明显示屏是亮着的、有人在看。播放器量到的是自己画面的播出时长。<span lang="en">Not that the panel was lit, or that anyone looked. The player measures what its own picture showed.</span></li>
<li>在第一次联署或拍照之前，能动这台设备硬盘的人可以把整份日志连同签名重写一遍。<span lang="en">Before the first cosignature or photo, whoever holds the device’s disk could have written the whole log anew, signatures included.</span></li>
<li>不证明密钥属于哪块屏幕：请把下面的公钥与装机时登记的公钥核对。<span lang="en">Not whose key it is: compare the key below with the one noted when the screen was set up.</span></li>
<li>时刻来自设备的时钟；时钟被拨动过的，日志里有记录。时长用不受拨动影响的时钟量得。<span lang="en">Times of day are the device’s; where its clock was set, the log says so. Durations are measured by a clock that cannot be set.</span></li>
</ul>`;

function howToCheck({ origin, root, size }: ProofReport, verifierKey: string, whole: boolean): Html {
  return markup`<h2>怎样核对<small lang="en">How to check it</small></h2>
<p>先记下，或与别处的记录对照：<span lang="en">First note these, or compare them with what you have from elsewhere:</span></p>
<pre>${origin}
${size}
${root}
${verifierKey}</pre>
<ol>
<li>在任何一台电脑上打开长鸣的核查页（audit.html），把整个 ZIP 文件拖进去；或者用命令行。照片里有活码时，一并填入。<span lang="en">On any computer, open Changming’s auditor’s page (audit.html) and drop the whole ZIP file on it; or use the command line. If a photo shows a live code, give it too.</span>
<pre>npm run -s changming -- verify export.zip
npm run -s changming -- verify export.zip --key ${verifierKey} --code XXXX-XXXX-XXXX</pre></li>
${whole ? withFsck : withProofs}
<li>给人看的文件没有被换过：在解压后的文件夹里运行。<span lang="en">That nobody has exchanged the files that people read: in the unpacked folder.</span>
<pre>grep -E '^[0-9a-f]{64}  ' manifest | sha256sum -c</pre></li>
</ol>`;
}

const withFsck = markup`<li>不信任我们的程序？用透明日志社区的 Tessera（需要 Go），在解压后的文件夹里运行。它按公开规范逐条重算全部哈希并核对签名；只有出现 Successfully fsck'd log 才算相符。<span lang="en">No trust in our program? Tessera, by the transparency-log community (it needs Go), in the unpacked folder. It computes every hash again by the open specifications and checks the signature. The log holds only if it says Successfully fsck'd log.</span>
<pre>go run github.com/transparency-dev/tessera/cmd/fsck@${fsckVersion} --ui=false --v=1 --storage_url="file://$PWD/" --public_key=key.vkey</pre></li>`;

const withProofs = markup`<li>不信任我们的程序？这里只带了日志的一段，proofs/ 里是首条和末条记录的 C2SP tlog-proof，任何实现该规范的工具都能核对；每一条的证明都在 tile/ 里。对全部日志的核对（Tessera fsck）需要导出整份日志。<span lang="en">No trust in our program? Only a part of the log is carried. proofs/ holds C2SP tlog-proofs of its first and last entry for any tool that knows the specification, and tile/ the proof of every entry. To have the whole log checked (Tessera fsck), export the whole log.</span></li>`;

function fileList(whole: boolean): Html {
  const row = (name: string, zh: string, en: string) =>
    markup`<tr><td><code>${name}</code></td><td>${zh}<span lang="en">${en}</span></td></tr>
`;
  return markup`<h2>文件<small lang="en">Files</small></h2>
<table><tbody>
${row('report.html', '报告', 'The report')}
${row('report.json', '报告的全部数字', 'All figures of the report')}
${row('plays.csv', '逐次播放明细，可用表格软件打开', 'Every play; opens in a spreadsheet')}
${row('manifest', '屏幕签名的清单：导出了什么，以及上面各文件的 SHA-256', 'Signed by the screen: what is exported, and the SHA-256 of the files above')}
${row('checkpoint', '屏幕签名的校验点（C2SP tlog-checkpoint）', 'Checkpoint signed by the screen (C2SP tlog-checkpoint)')}
${row('key.vkey', '屏幕的公钥', 'The screen’s public key')}
${row('tile/', '日志条目与哈希树（C2SP tlog-tiles）', 'Entries and hash tree (C2SP tlog-tiles)')}
${whole ? [] : row('proofs/', '首条与末条的证明（C2SP tlog-proof）', 'Proofs of the first and last entry (C2SP tlog-proof)')}
</tbody></table>
<p class="soft">规范 Specifications: c2sp.org/tlog-tiles · c2sp.org/tlog-checkpoint · c2sp.org/signed-note · c2sp.org/tlog-proof · RFC 9162</p>`;
}
