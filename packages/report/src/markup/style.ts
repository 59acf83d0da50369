/**
 * How a report looks. The colours are the custom properties that whoever shows it sets: `--muster-text`, `-quiet`, `-back`, `-raised`,
 * `-line`, `-link`, `-passed`, `-failed`, `-waiting`, `-unknown`, `-focus`, `-code` and the fonts.
 */
export const reportStyle = `
.report { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; color: var(--muster-text); font: var(--muster-font); line-height: 1.5; overflow-wrap: anywhere; }
.report * { box-sizing: border-box; }
.report :is(h1, h2, h3, h4, p, ul, ol, dl, dd, figure) { margin: 0; padding: 0; }
.report ul, .report ol { list-style: none; }
.report :is(code, .command) { font-family: var(--muster-code-font); font-size: 0.92em; }
.report code { background: var(--muster-code); border-radius: 3px; padding: 0 0.25em; color: var(--muster-text); }
.report a { color: var(--muster-link); }
.report :is(a, summary, [tabindex]):focus-visible { outline: 1px solid var(--muster-focus); outline-offset: 2px; }
.quiet, .kind, .since, .foot, .brief, figcaption { color: var(--muster-quiet); }
.report section { margin-top: 2rem; }
.report h2 { font-size: 1.15em; font-weight: 600; margin-bottom: 0.6rem; }
.report h3 { font-size: 1em; font-weight: 600; }
.report h4 { font-size: 0.92em; font-weight: 600; }
.title { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: baseline; justify-content: space-between; margin-bottom: 0.6rem; }
.title h2 { margin-bottom: 0; }

.head h1 { font-size: 1.65em; font-weight: 600; line-height: 1.25; }
.kind { font-size: 0.92em; }
.verdict { display: grid; grid-template-columns: auto auto 1fr; gap: 0 0.5rem; align-items: start; margin-top: 0.75rem !important; padding: 0.6rem 0.75rem !important; border: 1px solid var(--muster-line); border-left: 4px solid var(--verdict); border-radius: 3px; background: var(--muster-raised); }
.verdict .icon { margin-top: 0.15rem; }
.verdict.allowed { --verdict: var(--muster-passed); }
.verdict.denied { --verdict: var(--muster-failed); }
.verdict.waiting { --verdict: var(--muster-waiting); }
.verdict.unknown { --verdict: var(--muster-unknown); }
.facts { display: flex; flex-wrap: wrap; gap: 0.4rem 2rem; }
.facts > div { min-width: 0; }
.facts dt { color: var(--muster-quiet); font-size: 0.85em; }
.head .facts { margin-top: 0.75rem; }

.icon { flex: none; fill: none; stroke: var(--muster-quiet); stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }
.icon:is(.passed, .allowed) { stroke: var(--muster-passed); }
.icon:is(.failed, .denied) { stroke: var(--muster-failed); }
.icon:is(.waiting, .warning) { stroke: var(--muster-waiting); }
.icon.unknown { stroke: var(--muster-unknown); }

.stages { display: flex; }
.stage { position: relative; flex: 1 1 0; min-width: 0; padding: 1.4rem 0.75rem 0 0 !important; display: flex; flex-direction: column; align-items: flex-start; }
.stage::before { content: ""; position: absolute; left: 0; right: 0; top: 0.45rem; border-top: 2px solid var(--muster-line); }
.stage:last-child::before { right: auto; width: 1rem; }
.stop { position: absolute; left: 0; top: 0; width: 1rem; height: 1rem; border-radius: 50%; border: 2px solid var(--muster-quiet); background: var(--muster-back); }
.stage.here .stop { background: var(--muster-passed); border-color: var(--muster-passed); }
.stage.target .stop { border: 3px double var(--muster-text); }
.stage .name { font-weight: 600; }
.tag { display: inline-block; border: 1px solid var(--muster-line); border-radius: 3px; padding: 0 0.35em; font-size: 0.85em; }
.where { font-size: 0.92em; }

.gates { border: 1px solid var(--muster-line); border-radius: 3px; }
.gate + .gate { border-top: 1px solid var(--muster-line); }
.gate summary { display: flex; align-items: center; gap: 0.5rem; padding: 0.45rem 0.75rem; cursor: pointer; list-style: none; }
.gate summary::-webkit-details-marker { display: none; }
.gate summary::before { content: ""; flex: none; width: 0.4rem; height: 0.4rem; border: solid var(--muster-quiet); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
.gate details[open] > summary::before { transform: rotate(45deg); }
.gate summary:hover { background: var(--muster-raised); }
.gate summary:focus-visible { outline-offset: -1px; }
.gate h3 { flex: 0 1 auto; min-width: 0; }
.gate .brief { flex: 1 1 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 0.92em; }
.gate .outcome { flex: none; font-size: 0.92em; }
.gate .body { display: flex; flex-direction: column; gap: 0.6rem; padding: 0.1rem 0.75rem 0.9rem 3.1rem; }
.gate .note { border-left: 2px solid var(--muster-line); padding-left: 0.6rem; font-style: italic; }
.next { font-weight: 600; }
.foot { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; font-size: 0.92em; align-items: baseline; }
.tally { margin: 1rem 0 0.35rem !important; }
.title + .tally { margin-top: 0 !important; }

.measurements { display: grid; gap: 1rem; }
.measurements > li { display: grid; gap: 0.35rem 1.5rem; grid-template-columns: minmax(0, 18rem) minmax(0, 1fr); align-items: start; }
.measurements .metric { grid-column: 1 / -1; display: flex; align-items: center; gap: 0.4rem; }
.measurements .facts { grid-column: 2; gap: 0.3rem 1.25rem; }
.metric code { min-width: 0; }

.chart { display: block; max-width: 100%; overflow: visible; }
.chart text { font: 11px var(--muster-font-family); fill: var(--muster-quiet); }
.chart .label.value, .chart .label.candidate, .chart .label.holder { fill: var(--muster-text); }
.chart .track { fill: var(--muster-raised); stroke: var(--muster-line); }
.chart .holds { fill: var(--muster-passed); fill-opacity: 0.28; }
.chart .bound { stroke: var(--muster-text); stroke-width: 2; fill: none; }
.chart text.bound { stroke: none; fill: var(--muster-text); }
.chart .baseline { fill: var(--muster-back); stroke: var(--muster-text); stroke-width: 1.5; }
.chart text.baseline { stroke: none; fill: var(--muster-quiet); }
.chart :is(.margin, .interval) { fill: none; stroke: var(--outcome); }
.chart .margin { stroke-width: 3; opacity: 0.55; }
.chart .interval { stroke-width: 1.5; }
.chart circle.value { fill: var(--outcome); stroke: var(--muster-back); stroke-width: 1.5; }
.chart .passed { --outcome: var(--muster-passed); }
.chart .failed { --outcome: var(--muster-failed); }
.chart .waiting { --outcome: var(--muster-waiting); }
.chart .unknown { --outcome: var(--muster-unknown); }
.chart .grid { stroke: var(--muster-line); stroke-width: 1; opacity: 0.6; }
.chart .series { fill: none; stroke: var(--muster-link); stroke-width: 1.5; }
.chart .point { fill: var(--muster-link); stroke: var(--muster-back); stroke-width: 1.5; }
.chart .point.holder { fill: var(--muster-text); }
.chart path.bound { stroke-width: 1.5; }
figure .chart path.bound { stroke-dasharray: 5 4; }
figcaption { font-size: 0.92em; margin-bottom: 0.25rem; }

.people { display: flex; flex-wrap: wrap; gap: 0.6rem 2.5rem; }
.people .group { min-width: 0; }
.approval h3 { display: flex; align-items: center; gap: 0.4rem; flex-wrap: wrap; margin: 0.6rem 0 0.3rem; }
.approval h3 .quiet { font-weight: normal; }
.approval .people { padding-left: 1.4rem; }
.remedies ul { list-style: disc; padding-left: 1.4rem; }
.remedies ol { list-style: decimal; padding-left: 1.6rem; }
.remedies li + li { margin-top: 0.35rem; }
.remedies .quiet { margin-top: 0.5rem; }

.report h3 + .scroll { margin-top: 0.4rem; }
.report :is(figure, .scroll) + * { margin-top: 1.25rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.95em; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0; border-bottom: 1px solid var(--muster-line); font-weight: normal; overflow-wrap: normal; }
thead th { color: var(--muster-quiet); font-size: 0.92em; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.when { white-space: nowrap; }

@media (max-width: 36rem) {
  .report { padding: 0.75rem 1rem 2rem; }
  .verdict { grid-template-columns: auto 1fr; }
  .verdict .summary { grid-column: 1 / -1; }
  .stages { flex-direction: column; gap: 0.75rem; }
  .stage { padding: 0 0 0 1.75rem !important; }
  .stage::before, .stage:last-child::before { left: calc(0.5rem - 1px); right: auto; top: 1rem; bottom: -0.75rem; width: 0; border-top: 0; border-left: 2px solid var(--muster-line); }
  .stage:last-child::before { display: none; }
  .gate summary { flex-wrap: wrap; padding: 0.45rem 0.5rem; }
  .gate h3 { flex: 1 1 0; }
  .gate .brief { order: 1; flex: 1 0 100%; padding-left: 2.4rem; white-space: normal; }
  .gate .body { padding: 0.1rem 0.5rem 0.75rem; }
  .measurements > li { grid-template-columns: minmax(0, 1fr); }
  .measurements .facts { grid-column: 1; }
}
`;
