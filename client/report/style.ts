/** The look of a report: one style for the screen and for paper; nothing means anything by its colour alone. */
export const style = `
:root { --ink: #1a2230; --quiet: #566173; --line: #d3d9e2; --strong: #7d8a9c; --tint: #f3f5f8 }
* { box-sizing: border-box }
body { font: 15px/1.45 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; color: var(--ink); background: #fff; max-width: 76rem; margin: 2rem auto 4rem; padding: 0 1.5rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 }
h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; padding-bottom: .25rem; border-bottom: 2px solid var(--ink) }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem }
p { margin: .5rem 0; max-width: 60rem }
a { color: inherit; text-underline-offset: 2px }
.kind { color: var(--quiet); letter-spacing: .06em; text-transform: uppercase; font-size: .8rem; margin: 0 0 .2rem }
.result { font-size: 1.15rem; font-weight: 600; border: 1px solid var(--strong); border-left-width: .45rem; padding: .6rem .9rem; margin: 1rem 0 1.2rem; background: var(--tint); max-width: none }
.result small { font-weight: 400; font-size: .9rem; margin-top: .15rem }
nav { margin: 1.2rem 0; font-size: .9rem }
nav a { margin-right: 1rem; white-space: nowrap }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: .9rem }
.names { table-layout: auto }
.names td { overflow-wrap: anywhere }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word }
thead th { border-bottom: 1.5px solid var(--strong); font-size: .8rem; color: var(--quiet); font-weight: 600 }
tbody th { font-weight: 600; width: 11rem }
h3 small { font-weight: 400 }
ul { margin: .4rem 0; padding-left: 1.2rem }
li { margin: .2rem 0 }
small, .quiet { color: var(--quiet); font-size: .85em }
small { display: block }
code, .digest { font: .82em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere }
.state { font-weight: 600 }
.open { border: 1px solid var(--strong); border-left-width: .45rem; padding: .5rem .9rem; margin: .8rem 0 }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1.2rem }
figure { margin: 0; break-inside: avoid }
figure img { display: block; max-width: 100%; max-height: 46rem; border: 1px solid var(--line) }
figcaption { font-size: .85rem; margin-bottom: .3rem }
.absent { border: 1px dashed var(--strong); padding: .5rem .8rem; margin: .3rem 0 0; color: var(--quiet) }
pre { font: .8rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--tint); border: 1px solid var(--line); padding: .6rem .8rem; margin: .3rem 0 1rem }
@media screen and (max-width: 46rem) { section { overflow-x: auto } table:not(.names) { min-width: 46rem } tbody th { width: 7rem } }
@page { size: A4; margin: 14mm 13mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #566173 } }
@media print {
  :root { font-size: 10pt }
  body { font-size: 9.5pt; margin: 0; padding: 0; max-width: none }
  h1 { font-size: 18pt } h2 { font-size: 12.5pt; margin: 7mm 0 2mm } h3 { font-size: 10.5pt }
  nav { display: none }
  h2, h3, thead { break-after: avoid }
  thead { display: table-header-group }
  tr, li, .open, figure, .record, .result { break-inside: avoid }
  .pictures { grid-template-columns: 1fr; gap: 5mm }
  figure img { max-height: 72mm }
  tbody th { width: 34mm }
  #pictures, #chain { break-before: page }
  .result, pre, .open { background: none }
}
`;
