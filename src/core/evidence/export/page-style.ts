/** Of both pages that an export carries: quiet, for reading on a screen and on A4, in colour and in grey. */
export const pageStyle = `
:root{color-scheme:light;--ink:#16202c;--soft:#5a6675;--line:#d5dbe3;--paper:#fff;--accent:#17508c;--wash:#eef3f9;--short:#a33b00}
*{box-sizing:border-box}
body{margin:0 auto;padding:32px 24px 48px;max-width:860px;background:var(--paper);color:var(--ink);font:16px/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{margin:0;font-size:28px;line-height:1.3;font-weight:700}
h2{margin:40px 0 12px;font-size:19px;line-height:1.4;font-weight:700}
h1 small,h2 small{margin-left:10px;color:var(--soft);font-size:.68em;font-weight:400}
p{margin:8px 0}
.soft,small{color:var(--soft)}
[lang=en]{color:var(--soft);font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:1.45}
th,td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{font-weight:600;vertical-align:bottom}
th small{display:block;font-weight:400}
tr>:last-child{padding-right:0}
.number{text-align:right;white-space:nowrap}
.time{white-space:nowrap}
.mark{color:var(--short);font-weight:700}
code,pre,.mono{font:13px/1.6 ui-monospace,"SF Mono",Consolas,"Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere}
pre{margin:8px 0 16px;padding:12px 16px;background:var(--wash);border-radius:8px;white-space:pre-wrap}
.simulated{margin:0 0 24px;padding:12px 16px;border:2px solid var(--short);border-radius:8px;font-weight:700}
.simulated [lang=en]{display:block;font-weight:400}
@media (max-width:560px){body{padding:24px 16px}.wide{overflow-x:auto}}
@page{size:A4;margin:16mm 15mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}table{font-size:9pt}h1{font-size:19pt}h2{margin-top:22pt;font-size:13pt;break-after:avoid}tr,.answer,.keep,pre{break-inside:avoid}thead{display:table-header-group}}
`;
