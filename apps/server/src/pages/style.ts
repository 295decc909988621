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
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: start; color: var(--soft); padding-bottom: .35rem; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
thead th { font-weight: 600; border-bottom: 2px solid var(--line); white-space: nowrap; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
tr.struck td { text-decoration: line-through; color: var(--soft); }
dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.25rem; margin: 1rem 0; max-width: 52rem; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; }
ul.cards { list-style: none; padding: 0; display: grid; gap: .9rem; }
ul.cards > li { background: var(--sheet); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; }
ul.cards h2, ul.cards h3 { margin: 0 0 .25rem; font-size: 1.15rem; }
ul.cards p { margin: .25rem 0; }
ul.plain { padding-inline-start: 1.2rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3rem; }
@media (min-width: 62rem) { .columns { grid-template-columns: minmax(0, 1fr) 19rem; } .columns > aside { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; } }
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
form.filter label { display: grid; gap: .2rem; font-size: .9rem; color: var(--soft); }
input, select, button { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--soft); border-radius: .3rem; padding: .4rem .6rem; min-height: 2.5rem; }
button { background: var(--accent); color: var(--accent-ink); border-color: var(--accent); padding-inline: 1.1rem; cursor: pointer; }
code, pre { font-family: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", monospace; font-size: .86em; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  table.stack thead { position: absolute; left: -99rem; }
  table.stack tr { display: block; border-bottom: 1px solid var(--line); padding-block: .6rem; }
  table.stack td, table.stack th { display: block; border: 0; padding: .1rem 0; }
  table.stack td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
  dl.facts { grid-template-columns: 1fr; gap: 0; }
  dl.facts dd { margin-bottom: .6rem; }
}
@media print {
  header.site, footer.site nav, .crumbs, nav.sections, aside, form, .skip, .screen { display: none !important; }
  html { background: #fff; color: #000; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  article.minutes { border: 0; padding: 0; }
  h2, h3 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
