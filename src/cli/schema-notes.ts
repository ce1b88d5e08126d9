/**
 * What an editor says of each key, by `<key above>.<key>` or, where it means the same everywhere, by the key alone.
 * It stands here and not in the definition because the player has no use for it and would have to load it.
 */
export const schemaNotes: Readonly<Record<string, string>> = {
  $schema: 'JSON Schema 的地址，供编辑器补全与检查。Address of the JSON Schema, for editors.',
  revision: '修订号，每次发布加一。Revision, raised at every publication.',
  publisher: '发布单位。Who publishes this playlist.',
  title: '名称，中文为原文。Name; Chinese is the original.',
  'zh-CN': '中文原文。Chinese, the original.',
  en: '英文译文。English translation.',

  'playlist.id': '节目单标识，在播放方案中唯一。Id of the playlist, unique in a programme.',
  'playlist.spots': '条目，最多 10000 条。The spots, at most 10,000.',

  'spots.id': '条目标识，在节目单中唯一。Id of the spot, unique in the playlist.',
  'spots.text':
    '主文案；反诈标语不超过 10 个字为宜。可含变量，按屏填写，竖线后为缺省说法：{station|当地派出所}、{hotline|96110}、{community|本社区}、{date}。The words; a hook of at most 10 Chinese characters reads best. May hold variables that each screen fills in; after the bar, what to say without it.',
  'spots.detail': '一行说明，可含变量。One line of explanation; may hold variables.',
  'spots.action':
    '一个行动，如“挂断 · 不转账 · 拨打 {hotline|96110}”，可含变量。One thing to do; may hold variables.',
  'spots.kind': '条目形式。What the spot is.',
  category:
    '类别：反诈宣传写 anti-fraud，网点自有内容写 host。What a share is counted for: "anti-fraud", "host", …',
  topic:
    '诈骗类型或主题，如 fake-rebate、fake-investment、fake-loan、fake-shopping、fake-service-agent、impersonation。Scam or theme inside the category.',
  weight: '同类条目间的播出权重，默认 1。Weight among the spots of its category; 1 by default.',
  audiences: '面向人群；不写则面向所有人。Audiences; everyone when left out.',
  venues:
    '限定网点类型，如 bank、carrier；不写则不限。网点未知时不播。Venues it is limited to; does not play where the venue is unknown.',
  shape:
    '为哪种屏幕制作：landscape 横屏，portrait 竖屏；不写则不限。播放方案的主画面（没有分区时即 canvas）高大于宽为竖屏，其余为横屏。Shape of the screens it was composed for; every one when left out. Where the main zone, or without zones the canvas, is higher than wide, the screen is portrait, every other one landscape.',
  flight: '投放期，首末两日均包含。First and last date, both included.',
  dayparts: '可播时段；不写则全天。Weekdays and times of day in which it may play; always when left out.',
  minSeparationMinutes:
    '同一条目两次播出之间至少间隔的分钟数，尽量满足。Least minutes between two plays of it, kept where the shares allow.',
  review: '审核记录。Who approved it, when, under which reference.',
  src: '节目单所在文件夹内的路径，或 http(s) 地址。Path inside the playlist’s folder, or an http(s) address.',
  sha256: '文件的 SHA-256，小写十六进制。SHA-256 of the file, lower-case hexadecimal.',
  durationMs: '时长，毫秒。Length in milliseconds.',
  files: 'HLS 点播的分段文件，一并离线保存。Segments of an HLS stream on demand, kept with it.',
  text: '主文案；反诈标语不超过 10 个字为宜。The words; a hook of at most 10 Chinese characters reads best.',
  detail: '一行说明。One line of explanation.',
  action: '一个行动，如“挂断 · 不转账 · 拨打 96110”。One thing to do.',
  theme: '配色，默认 advice。Theme; "advice" by default.',

  'flight.from': '首日，如 2026-11-01。First date.',
  'flight.to': '末日（含）。Last date, included.',
  days: '星期。Weekdays on which it begins.',
  from: '开始时刻，如 09:00。Start, such as 09:00.',
  to: '结束时刻（不含）；早于开始时刻则跨过午夜；可写 24:00。End, excluded; before the start, it runs past midnight; 24:00 is allowed.',
  by: '审核单位或审核人。Who reviewed it.',
  on: '审核日期。Date of the review.',
  reference: '文号或备注。Reference of the review.',

  'programme.id': '播放方案标识。Id of the programme.',
  timeZone: '时区，如 Asia/Shanghai；所有日期和时刻以此为准。Time zone of all dates and times of day.',
  venue: '本屏所在网点类型，如 bank。Kind of venue the screen stands in.',
  playlists: '节目单地址，相对于本文件。Addresses of the playlists, relative to this file.',
  kiosk: '触摸学习：有人触摸或按键时打开六类骗局与自测十题。Whoever touches the screen may learn and check.',
  idleSeconds:
    '多少秒无人操作后返回播放，默认 60。Seconds without a touch until the programme returns; 60 by default.',
  switchOn:
    '开机提示：先播反诈内容，再移交给其他页面。A warning at switch-on, then something else has the screen.',
  atLeastSeconds: '开机后反诈内容至少播出的秒数。Seconds of warnings before anything else may happen.',
  handOverTo:
    '移交的地址（http(s)，或播放器服务器上的路径），或 "close" 关闭页面。Address to hand over to, or "close".',
  returnAfterIdleMinutes:
    '闲置多少分钟后返回；写了它，页面就在框架中打开。Minutes of idleness until it returns; the page then opens in a frame.',
  'shares.zone':
    '计入哪个分区的播出；不写则为主画面。The zone whose plays count; the main one when left out.',
  shares: '播放时长占比规则。Shares of time that are guaranteed.',
  hours: '开放时间；不写则一直播放。Opening hours; always open when left out.',
  zones:
    '画面分区，互不重叠，恰有一个 main（主画面）；不写则主画面占满。Parts of the picture that do not overlap, exactly one of them "main"; left out, the main one is all of it.',
  'zones.id':
    '分区标识，记入播出日志；主画面为 main。Id of the zone, which the as-run log names; "main" for the main one.',
  'zones.kind':
    'main 主画面，ticker 滚动字幕，panel 侧栏（标语与图片），clock 时钟与日期。Main picture, running text, side panel of slogans and images, or clock and date.',
  'zones.x': '左边缘：画面的整数像素，或百分比。Left edge: whole pixels of the canvas, or a percentage.',
  'zones.y': '上边缘：画面的整数像素，或百分比。Upper edge: whole pixels of the canvas, or a percentage.',
  'zones.width': '宽：画面的整数像素，或百分比。Width: whole pixels of the canvas, or a percentage.',
  'zones.height': '高：画面的整数像素，或百分比。Height: whole pixels of the canvas, or a percentage.',
  'zones.playlists':
    '字幕或侧栏的节目单；不写则用播放方案的节目单中它能显示的条目。Playlists of a ticker or panel; left out, what it can show of the programme’s own.',
  direction: '字幕方向：left 向左（默认）、up 向上。Where running text runs to; "left" by default.',
  pixelsPerFrame:
    '字幕每帧移动的画面像素数，1 至 32，默认 2。Pixels of the canvas that running text moves in a frame; 2 by default.',
  canvas:
    '画面。只写 width、height 时为比例；再写 x、y 时为桌面上的物理像素矩形，与发送卡截取的区域一致。The picture: width and height alone are its proportions; with x and y it is the rectangle of device pixels that an LED sender card takes from the desktop.',
  x: '左边缘，物理像素，从页面左上角算起。Left edge in device pixels from the page’s upper left corner.',
  y: '上边缘，物理像素，从页面左上角算起。Upper edge in device pixels from the page’s upper left corner.',
  rotationDegrees:
    '画面在矩形内顺时针转动的角度。By how much the picture is turned clockwise inside the rectangle.',
  lamps:
    '灯珠：full-colour 全彩（默认），two-colour 红绿双基色，red、green、amber、white 单色。What a lamp can show; "full-colour" by default.',
  roadside:
    '路边屏：只播放静止画面，每幅至少 15 秒，缓慢切换。Beside a road: still pictures only, each for at least 15 s, with slow changes.',
  atLeastMs:
    '每幅画面至少停留的毫秒数，不少于 15000。Least time of each picture in milliseconds; 15,000 by default.',
  changeMs: '切换用时，毫秒，1000 至 5000，默认 2000。Length of a change in milliseconds.',
  dimming: '按时段降低亮度；其余时间为全亮。Brightness by time of day; full where no entry says otherwise.',
  'dimming.from': '开始时刻，如 19:00。Start, such as 19:00.',
  'dimming.to':
    '结束时刻（不含）；早于开始时刻则跨过午夜。End, excluded; before the start, it runs past midnight.',
  brightness: '全亮时亮度的比例，0.01 至 1。Share of the full luminance, 0.01 to 1.',
  volume: '音量，0 至 1，默认静音。Volume from 0 to 1; silent by default.',
  voice:
    '语音播报：何时播报节目单中的语音条目。画面照常播放，播报时降低画面音量。When the announcements of the playlists are spoken; the picture goes on, its sound is lowered meanwhile.',
  only: '只有语音的扩音器：屏幕变暗，只写明播报什么、何时播报。A loudspeaker: the screen stays dark and says what is spoken when.',
  'voice.volume': '播报音量，0 至 1，默认 1。Volume of announcements, 0 to 1; 1 by default.',
  duckTo:
    '播报时画面音量保留的比例，0 至 1，默认 0.2。What is left of the programme’s volume while something is said; 0.2 by default.',
  prefer:
    '既有录音又有文字时用哪一个：recording 录音（默认），speech 系统中文语音合成；用不了时换另一个。What is spoken from where both can be had; the other stands in.',
  quietHours:
    '静音时段：轮播与走近播报不出声，定时播报不得写在其中。Quiet hours: neither the rotation nor a sensor is heard, and no set time may lie in them.',
  rotation: '轮流播报：每隔若干分钟一条。One after the other, every so many minutes.',
  everyMinutes: '间隔，分钟，按开播时长计。Minutes from start to start, of on-air time.',
  setTimes: '定时播报，如早中晚、上下课。At set times, such as morning, noon and evening, or school bells.',
  at: '时刻，如 ["07:50", "12:00"]。Times of day.',
  lateByAtMostSeconds:
    '错过后，在此秒数内补播，超过则跳过并记入播出日志；默认 60。Caught up with when missed by no more than this, else skipped, which the log says; 60 by default.',
  onApproach: '有人走近时播报：由按键或感应器触发。When somebody comes near, as a key or a sensor tells.',
  keys: '代表感应器的按键代码，如 KeyG。Codes of keys that stand for a sensor, such as "KeyG".',
  pauseSeconds:
    '两次走近播报之间至少间隔的秒数，默认 30。Least seconds from the end of one to the start of the next; 30 by default.',
  'rotation.spots': '轮到哪些语音条目（id）；不写则全部。Ids of the announcements; all when left out.',
  'setTimes.spots':
    '播报哪些语音条目之一（id）；不写则全部。Ids of the announcements it may be; any when left out.',
  'onApproach.spots':
    '播报哪些语音条目之一（id）；不写则全部。Ids of the announcements it may be; any when left out.',
  liveCode:
    '画面角落的校验码，把检查照片与播出日志对应起来：off 不显示，code 显示校验码，code-and-qr 另加二维码。不写时，有占比规则则显示校验码。Live code in a corner of the picture, which binds a photo to the as-run log; left out, it stands where there are share rules.',

  atLeast: '最低占比，如 0.15。Least share, such as 0.15.',
  windowMinutes: '滚动窗口，分钟，默认 60。Rolling window in minutes; 60 by default.',
  of: '分母：on-air 为全部开播时长（默认），commercial 为网点自有内容时长。What it is measured against.',
  kinds: '计入的形式；不写则都计入。Kinds that count; every kind when left out.',
  maxGapMinutes: '两次播出之间最长间隔，分钟。Longest stretch without it, in minutes.',
  width: '宽，像素。Width in pixels.',
  height: '高，像素。Height in pixels.',

  'takeovers.takeovers': '插播，1 到 50 项。The takeovers, 1 to 50.',
  'takeovers.id':
    '插播标识，不重复使用：同一标识只执行一次。Id of the takeover, never used again: it is begun once.',
  'takeovers.by': '谁下达的，记入播出日志。Who orders it; stands in the as-run log.',
  why: '为什么插播，记入播出日志。Why; stands in the as-run log.',
  slogan: '警示文字，以红底显示。与 spot 二者择一。The words of the warning, on red. Either these or "spot".',
  spot: '播放方案中的条目，代替文字。A spot of the programme instead of words.',
  'spot.playlist': '条目所在节目单的标识。Id of its playlist.',
  'spot.id': '条目标识。Id of the spot.',
  when: '何时开始：now 立即打断，boundary 等当前条目播完；默认 now。"now" interrupts, "boundary" waits for the end of what plays.',
  minutes: '插播自身播出的分钟数。与 plays 二者择一。Minutes of airtime of its own. Either these or "plays".',
  plays: '完整播出的次数。Number of complete plays.',
  expiresAt: '到此时刻即结束，带时区偏移。It ends at this time at the latest, with its UTC offset.',
  priority: '优先级 0 到 9，默认 5；相同则新的在前。Precedence, 0 to 9; of equals the newest goes first.',
};
