/** The look of a standalone page, on the screen and on paper. */
export const printCss = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1.0625rem/1.5 Georgia, 'Times New Roman', serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
.people { list-style: none; padding: 0; }
.status, .inferred { font-style: italic; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
caption { text-align: left; padding-bottom: 0.5rem; }
th, td { border: 1px solid; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
:target { outline: 2px solid; outline-offset: 4px; }
@media print {
  @page { margin: 2cm; }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h1, h2 { break-after: avoid; }
  li, tr, .action { break-inside: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
}
`;
