/** One stylesheet for all pages: light and dark, desk and phone, screen and paper. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --sheet: #ffffff; --ink: #1d1f1c; --soft: #565b52; --line: #dcd9d0; --quiet: #f4f2ec;
  --accent: #14573f; --accent-ink: #ffffff; --warn: #8a3b00; --warn-paper: #fff3e2; --ok-paper: #e9f4ee;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, Georgia, serif;
  --sans: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171a18; --sheet: #1e2220; --ink: #ebebe4; --soft: #b3b7ac; --line: #3a403b; --quiet: #252a27;
    --accent: #7fcfac; --accent-ink: #10241b; --warn: #ffb877; --warn-paper: #3a2a18; --ok-paper: #1d3328;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 var(--sans); background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; }
a { color: var(--accent); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--sheet); padding: .5rem 1rem; z-index: 2; }
header.site { border-bottom: 1px solid var(--line); background: var(--sheet); }
header.site > div, main, footer.site { max-width: 68rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); }
header.site > div { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding-block: .75rem; }
header.site .name { font: 600 1.2rem/1.2 var(--serif); color: inherit; text-decoration: none; margin-inline-end: auto; }
header.site nav ul { display: flex; flex-wrap: wrap; gap: 0 1.1rem; list-style: none; margin: 0; padding: 0; }
header.site nav a { display: inline-block; padding-block: .35rem; text-decoration: none; }
header.site nav a[aria-current] { text-decoration: underline; text-decoration-thickness: .14em; font-weight: 600; }
main { padding-block: 1.5rem 3rem; }
footer.site { color: var(--soft); font-size: .875rem; padding-block: 1rem 3rem; border-top: 1px solid var(--line); }
h1, h2, h3 { font-family: var(--serif); line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.3rem); margin: .25rem 0 .5rem; }
h2 { font-size: 1.35rem; margin: 2.25rem 0 .6rem; }
h3 { font-size: 1.08rem; margin: 1.5rem 0 .4rem; }
p { max-width: 46rem; }
.crumbs { font-size: .9rem; color: var(--soft); margin: 0; }
.crumbs a { color: inherit; }
.lede { color: var(--soft); font-size: 1.05rem; margin-top: 0; }
.soft { color: var(--soft); }
.tag { display: inline-block; font-size: .8rem; line-height: 1.5; padding: 0 .55em; border: 1px solid var(--line); border-radius: 1em; background: var(--quiet); white-space: nowrap; }
.tag.ok { background: var(--ok-paper); border-color: transparent; }
.tag.warn { background: var(--warn-paper); color: var(--warn); border-color: transparent; }
.notice { border-inline-start: 4px solid var(--accent); background: var(--quiet); padding: .75rem 1rem; margin: 1rem 0; max-width: 46rem; }
.notice.warn { border-color: var(--warn); background: var(--warn-paper); }
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: start; color: var(--soft); padding-bottom: .35rem; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
thead th { font-weight: 600; border-bottom: 2px solid var(--line); white-space: nowrap; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
tr.group th { font-family: var(--serif); font-size: 1.05rem; padding-top: 1.1rem; border-bottom-width: 2px; }
tr.struck .say, tr.struck .words { text-decoration: line-through; color: var(--soft); }
th .soft { font-weight: 400; }
table.audit th[scope="row"] { width: 45%; overflow-wrap: anywhere; }
table.audit td:not(.number) { min-width: 8.5rem; }
dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.25rem; margin: 1rem 0; max-width: 52rem; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; }
ul.cards { list-style: none; padding: 0; display: grid; gap: .9rem; }
ul.cards h2, ul.cards h3 { margin: 0 0 .25rem; font-size: 1.15rem; }
ul.cards p { margin: .25rem 0; }
ul.plain { padding-inline-start: 1.2rem; }
details.toc > summary { display: inline-block; padding-block: .35rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2.5rem; }
@media (min-width: 62rem) {
  .columns { grid-template-columns: 14rem minmax(0, 1fr); }
  .columns > aside { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; }
}
/* Where there is room the items are always there; a browser that cannot show them so keeps its button. */
@supports selector(::details-content) {
  @media (min-width: 62rem) {
    details.toc > summary { display: none; }
    details.toc::details-content { content-visibility: visible; height: auto; }
  }
}
aside h2 { font-size: 1.05rem; margin-top: 1.25rem; }
nav.sections { margin: 1rem 0; }
nav.sections ul { display: flex; flex-wrap: wrap; gap: .35rem; list-style: none; padding: 0; margin: 0; }
nav.sections a { display: block; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: 1.2em; text-decoration: none; background: var(--sheet); }
nav.sections a[aria-current] { background: var(--accent); color: var(--accent-ink); border-color: var(--accent); }
article.minutes { background: var(--sheet); border: 1px solid var(--line); border-radius: .35rem; padding: clamp(1rem, 4vw, 2.75rem); font: 1.06rem/1.6 var(--serif); overflow-wrap: break-word; }
article.minutes h1, article.minutes h2, article.minutes h3 { text-wrap: balance; }
article.minutes li { margin-block: .2rem; }
article.minutes :target, .target:target { background: var(--warn-paper); }
abbr[title] { text-decoration: underline dotted; cursor: help; }
details > summary { cursor: pointer; color: var(--accent); }
details > :not(summary) { margin-inline-start: 1rem; }
form.filter { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: end; margin: 1rem 0; }
form.filter label { display: grid; grid-template-columns: minmax(0, 1fr); min-width: 0; max-width: 100%; gap: .2rem; font-size: .9rem; color: var(--soft); }
input, select, button { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--soft); border-radius: .3rem; padding: .4rem .6rem; min-height: 2.5rem; max-width: 100%; }
button { background: var(--accent); color: var(--accent-ink); border-color: var(--accent); padding-inline: 1.1rem; cursor: pointer; }
code, pre { font-family: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", monospace; font-size: .86em; overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: -1px; }
.tags { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem .5rem; margin: .4rem 0; }
.tag.quiet { background: none; color: var(--soft); }
.tag.inferred { border-style: dashed; border-color: currentColor; background: none; font-style: italic; }
a .tag { text-decoration: inherit; }
.not-stated { color: var(--soft); font-style: italic; }
.count { display: inline-block; min-width: 1.6em; padding-inline: .4em; border-radius: 1em; background: var(--quiet); color: var(--ink); font: 400 .8rem/1.6 var(--sans); text-align: center; vertical-align: .1em; }
nav.sections a[aria-current] .count { background: var(--accent-ink); color: var(--accent); }
.words { display: block; font: 400 1rem/1.5 var(--serif); margin-top: .15rem; }
.card, ul.cards > li { background: var(--sheet); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; }
.card { margin-block: .9rem; }
.card h3 { margin-top: 0; }
.tally { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; font-variant-numeric: tabular-nums; }
.tally strong { font-size: 1.25rem; }
ul.options { list-style: none; padding: 0; }
ul.options li { padding-block: .3rem; }
.question { font: 1.05rem/1.5 var(--serif); }
details.source { margin-top: .2rem; font-size: .9rem; font-weight: 400; }
details.source > summary, details.recorded > summary, details.as-of > summary { display: inline-block; padding-block: .15rem; }
details.source > summary::before, details.recorded > summary::before, details.as-of > summary::before, details.toc > summary::before { content: "+"; display: inline-block; width: 1em; font-family: var(--sans); }
details[open].source > summary::before, details[open].recorded > summary::before, details[open].as-of > summary::before, details[open].toc > summary::before { content: "–"; }
details.source blockquote { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--line); font: 1rem/1.5 var(--serif); max-width: 46rem; }
p.source { margin: .2rem 0; font-size: .9rem; font-weight: 400; }
table { overflow-wrap: break-word; }
details.source > summary { white-space: nowrap; }
details.changes { max-width: 52rem; margin-block: 1rem; }
details.changes li { margin-block: .7rem; }
details.changes del { color: var(--soft); }
details.changes :is(del, ins) { font: 1rem/1.5 var(--serif); }
details.changes ins { text-decoration: none; background: var(--ok-paper); }
.audit details.source > summary { white-space: normal; }
details.source p { margin: .3rem 0; }
article.minutes details.recorded { font: .84rem/1.5 var(--sans); color: var(--soft); margin: -.45rem 0 .9rem; }
article.minutes li > details.recorded { margin: 0 0 .4rem; }
article.minutes details.recorded > summary { color: var(--soft); }
article.minutes details.recorded > summary:hover { color: var(--accent); }
article.minutes details.recorded ul { margin: .2rem 0 .6rem; padding-inline-start: 1rem; }
article.minutes ul.people { list-style: none; padding: 0; }
article.minutes .of { color: var(--soft); }
article.minutes .status { font-style: italic; color: var(--soft); }
article.minutes h2 { margin-top: 0; font-size: 1.5rem; }
article.minutes h3 { font-size: 1.2rem; margin-top: 2rem; }
article.minutes table { font: .95rem/1.5 var(--sans); }
li.action .what { font: 1.08rem/1.5 var(--serif); margin: 0; }
dl.line { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: .3rem 0; font-size: .95rem; }
dl.line div { display: flex; gap: 0 .4rem; min-width: 0; }
dl.line dt { color: var(--soft); }
dl.line dd { margin: 0; }
p.finding { margin: .4rem 0; font-size: .95rem; }
ol.history { margin: .3rem 0; padding-inline-start: 1.4rem; }
ul.decisions { list-style: none; padding: 0; }
ul.decisions > li { padding-block: .6rem; border-bottom: 1px solid var(--line); max-width: 52rem; }
.pager { margin-block: 1.5rem; }
table.sheet th[scope="row"] { min-width: 10rem; position: sticky; left: 0; background: var(--paper); }
table.sheet td { min-width: 8rem; }
th[scope="row"] { font-weight: 600; }
th.number, td.number { padding-inline-end: 1rem; }
h1 .soft, h2 .soft { font: 400 1rem/1.4 var(--sans); }
p.documents { font-size: .9rem; }
details.toc ol { list-style: none; padding: 0; margin: .5rem 0; font-size: .92rem; }
details.toc a { display: flex; gap: .5rem; padding-block: .25rem; text-decoration: none; }
details.toc a:hover { text-decoration: underline; }
details.toc .label { flex: none; min-width: 1.4em; color: var(--soft); font-variant-numeric: tabular-nums; }
footer.site details.as-of { margin-bottom: .75rem; }
.fresh { animation: fresh 4s ease-out; }
@keyframes fresh { from { background: var(--ok-paper); box-shadow: 0 0 0 .35rem var(--ok-paper); } }
@media (prefers-reduced-motion: reduce) { .fresh { animation: none; outline: 2px solid var(--accent); outline-offset: 3px; } }
@media (max-width: 40rem) {
  table.stack, table.stack tbody, table.stack caption, article.minutes table, article.minutes tbody, article.minutes caption { display: block; }
  table.stack thead, article.minutes thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
  table.stack tr, article.minutes tr { display: block; border-bottom: 1px solid var(--line); padding-block: .6rem; }
  table.stack td, table.stack th, article.minutes td, article.minutes th { display: block; border: 0; padding: .1rem 0; text-align: start; overflow-wrap: anywhere; }
  table.stack td[data-label]::before, article.minutes td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
  article.minutes th[scope="row"]::before { content: "Action "; }
  table.stack td:empty { display: none; }
  table.stack tr.group { padding-bottom: 0; }
  table.audit th[scope="row"] { width: auto; }
  dl.facts { grid-template-columns: 1fr; gap: 0; }
  dl.facts dd { margin-bottom: .6rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --ink: #000; --soft: #333; --line: #999; --quiet: #fff; --accent: #000; --warn: #000; --warn-paper: #fff; --ok-paper: #fff; }
  header.site, footer.site nav, .crumbs, nav.sections, aside, form, .skip, .screen, .recorded, .source:not([open]), p.source, .pager { display: none !important; }
  html { background: #fff; color: #000; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  article.minutes { border: 0; padding: 0; }
  h2, h3 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
