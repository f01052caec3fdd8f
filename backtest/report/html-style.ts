/** Style of the report: one column, for a phone, a workstation and paper. */
export const reportStyle = `
:root { color-scheme: light; --ink: #16242f; --quiet: #5a6b78; --line: #d7dee4; --water: #1668b8; --mark: #c0271c; --lower: #b86a00; --band: #1d8f5a; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1120px; padding: 16px; color: var(--ink); background: #fff;
  font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
html[data-language="zh"] .en, html[data-language="en"] .zh { display: none; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 32px 0 8px; border-bottom: 2px solid var(--line); padding-bottom: 4px; }
h3 { font-size: 1rem; margin: 0 0 4px; overflow-wrap: anywhere; }
p { margin: 4px 0 8px; }
.quiet { color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
.summary { font-size: 1.125rem; border-left: 4px solid var(--water); padding: 4px 12px; margin: 12px 0; }
nav button, .filter button { font: inherit; font-size: .875rem; padding: 6px 14px; border: 1px solid var(--line); background: #fff; color: var(--ink); border-radius: 6px; cursor: pointer; min-height: 36px; }
button[aria-pressed="true"] { background: var(--ink); color: #fff; border-color: var(--ink); }
button:focus-visible, th:focus-visible, a:focus-visible { outline: 3px solid var(--water); outline-offset: 1px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { padding: 5px 10px; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th { font-weight: 600; border-bottom: 2px solid var(--quiet); word-break: keep-all; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; }
th:first-child, td:first-child { position: sticky; left: 0; background: #fff; }
td:first-child { overflow-wrap: anywhere; min-width: 9em; word-break: keep-all; }
td.time, td.word { white-space: nowrap; }
table.sortable th { cursor: pointer; }
table.sortable th::after { content: " \\2195"; color: #9aa8b3; font-weight: 400; }
table.sortable th[aria-sort="ascending"]::after { content: " \\2191"; color: var(--ink); }
table.sortable th[aria-sort="descending"]::after { content: " \\2193"; color: var(--ink); }
tr.judged td { background: #eaf3fc; font-weight: 600; }
a { color: var(--water); }
.hit { color: #14663f; } .miss, .false { color: var(--mark); font-weight: 600; }
.graphs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 520px), 1fr)); gap: 20px; margin-top: 12px; }
figure { margin: 0; border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; break-inside: avoid; content-visibility: auto; contain-intrinsic-size: auto 300px; }
figure:target { border-color: var(--water); box-shadow: 0 0 0 2px var(--water); }
figure[hidden] { display: none; }
svg { display: block; width: 100%; height: auto; font: 13px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
svg text { fill: var(--quiet); } svg .end { text-anchor: end; } svg .mid { text-anchor: middle; }
.grid { stroke: var(--line); fill: none; } .water { stroke: var(--water); stroke-width: 2; fill: none; stroke-linejoin: round; stroke-linecap: round; }
.mark { stroke: var(--mark); stroke-width: 1.5; fill: none; } .lower { stroke: var(--lower); stroke-width: 1.5; stroke-dasharray: 6 4; fill: none; }
svg .markText { fill: var(--mark); } svg .lowerText { fill: var(--lower); }
.alert { fill: var(--mark); fill-opacity: .08; } .start { fill: var(--mark); } .startLine { stroke: var(--mark); stroke-dasharray: 2 3; fill: none; }
.band { fill: var(--band); fill-opacity: .18; stroke: var(--band); stroke-opacity: .6; } .crossing { fill: var(--mark); stroke: #fff; stroke-width: 1.5; } .base { stroke: var(--quiet); stroke-width: 1.5; fill: none; }
@media (max-width: 600px) { body { padding: 12px; } th, td { padding: 5px 6px; } svg { font-size: 20px; } svg .base + text { font-size: 16px; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav, .filter, .hint { display: none; } .scroll { overflow: visible; } .graphs { grid-template-columns: 1fr 1fr; gap: 8px; } figure { content-visibility: visible; }
  table { font-size: 8pt; } th, td { padding: 2px 4px; } tr { break-inside: avoid; } h2 { break-after: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
