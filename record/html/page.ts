import { bilingualMarkup, escaped } from "../../charts/html-text.ts";
import type { BilingualText } from "../../domain/text.ts";
import { packTexts } from "../../locales/record/pack.ts";
import { levelColours } from "./plot-parts.ts";

/** A page that asks nothing of any network and runs no script: its policy lets none run, whatever stands in it. */
export interface Page {
  readonly title: BilingualText;
  /** Below the title, already markup. */
  readonly intro: string;
  /** Markup. */
  readonly body: string;
}

/** The page as HTML; the reader switches languages, which needs no script. */
export function pageHtml({ title, intro, body }: Page): string {
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(title.zh === title.en ? title.zh : `${title.zh} · ${title.en}`)}</title>
<style>${pageStyle}</style>
</head>
<body>
<input type="radio" name="language" id="zh" checked><label for="zh" lang="zh">${escaped(packTexts.language.zh)}</label>
<input type="radio" name="language" id="en"><label for="en" lang="en">${escaped(packTexts.language.en)}</label>
<main>
<h1>${bilingualMarkup(title)}</h1>
${intro}
${body}
</main>
</body>
</html>
`;
}

export interface Column<Row> {
  readonly name: BilingualText;
  /** Markup. */
  cell(row: Row): string;
  /** Never broken over lines, digits below each other. */
  readonly isTight?: boolean;
}

/** A table, or a sentence where it would be empty. */
export function tableHtml<Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: BilingualText): string {
  if (rows.length === 0) return `<p class="quiet">${bilingualMarkup(empty)}</p>`;
  const head = columns.map(({ name }) => `<th>${bilingualMarkup(name)}</th>`).join("");
  const body = rows.map(
    (row) =>
      `<tr>${columns.map(({ cell, isTight }) => `<td${isTight === true ? ' class="tight"' : ""}>${cell(row)}</td>`).join("")}</tr>`,
  );
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

export function headingHtml(text: BilingualText, level: 2 | 3 = 2): string {
  return `<h${level}>${bilingualMarkup(text)}</h${level}>`;
}

/** One column of text, for a workstation, a phone and paper. */
const pageStyle = `
:root { color-scheme: light; --ink: #16242f; --quiet: #55646f; --line: #d7dee4; --water: #1668b8;
  --blue: ${levelColours.blue}; --yellow: ${levelColours.yellow}; --orange: ${levelColours.orange}; --red: ${levelColours.red}; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 20px; color: var(--ink); background: #fff;
  font: 16px/1.55 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
body:has(#zh:checked) .en, body:has(#en:checked) .zh { display: none; }
input[name="language"] { position: absolute; opacity: 0; }
label { display: inline-block; padding: 4px 14px; border: 1px solid var(--line); border-radius: 6px; font-size: .875rem; cursor: pointer; }
input:checked + label { background: var(--ink); color: #fff; border-color: var(--ink); }
input:focus-visible + label { outline: 3px solid var(--water); outline-offset: 1px; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 20px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 36px 0 8px; border-bottom: 2px solid var(--line); padding-bottom: 4px; }
h3 { font-size: 1rem; margin: 24px 0 6px; overflow-wrap: anywhere; }
p { margin: 4px 0 8px; max-width: 76ch; }
.quiet { color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere; }
.exercise { background: #fff3d6; border: 2px solid var(--orange); padding: 8px 14px; font-weight: 700; max-width: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { border-bottom: 2px solid var(--quiet); white-space: nowrap; font-weight: 600; }
td { overflow-wrap: anywhere; min-width: 6em; }
td:last-child:not(.tight) { min-width: 14em; }
td:first-child:not(.tight) { min-width: 12em; }
td.tight { white-space: nowrap; overflow-wrap: normal; min-width: 0; }
.level { display: inline-block; padding: 0 8px; border-radius: 4px; color: #fff; white-space: nowrap; font-size: .85rem; background: var(--quiet); }
.level.blue { background: var(--blue); } .level.yellow { background: var(--yellow); } .level.orange { background: var(--orange); } .level.red { background: var(--red); }
.bad { color: var(--red); font-weight: 600; }
code { font: .85em ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
figure { margin: 12px 0; border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; break-inside: avoid; }
figcaption { font-size: .9rem; margin-bottom: 4px; overflow-wrap: anywhere; }
svg { display: block; width: 100%; height: auto; font: 13px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
details { border-top: 1px solid var(--line); padding: 6px 0; } summary { cursor: pointer; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 8px 0 12px; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 600px) { body { padding: 12px; } th, td { padding: 5px 6px; } .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: 6px; } svg { font-size: 20px; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } label { display: none; } .scroll { overflow: visible; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
