/**
 * How a figure looks. Faces and colors come from the article; what else it may set are the properties that begin with
 * `--overshare-`, and the classes `overshare-compact` and `overshare-plain` on the element.
 */
export const STYLE = `
/* What is important here counts more than what is important in the article, whose rules for every element are not meant for this one. */
:host { display: block; position: relative !important; float: none !important; box-sizing: border-box !important; inline-size: 100% !important; max-inline-size: 100% !important; border: 0 !important; padding: 0 !important; margin-block: var(--overshare-margin, 1.5em); container-type: inline-size !important; contain: layout paint !important; }
:host([hidden]) { display: none; }
/* Nothing of the article comes in but its face, its size and the color of its text. */
.capture, .trouble { all: initial; visibility: inherit; pointer-events: inherit; display: block; box-sizing: border-box; font-family: inherit; font-size: var(--overshare-font-size, .94em); line-height: 1.5; color: var(--overshare-color, inherit); background: var(--overshare-background, transparent); overflow-wrap: anywhere; }
.capture, .trouble { color-scheme: light; --accent: var(--overshare-accent, #0a5a73); --rule: var(--overshare-rule, rgb(133 127 116 / 45%)); --s0: #5d584f; --s1: #2b5987; --s2: #34288a; --s3: #8f4400; --s4: #880e42; }
/* Paper is light, whatever the screen is. */
@media not print {
  .capture, .trouble { transition: color 1ms; }
  :host([theme="light"]) :is(.capture, .trouble) { color: var(--overshare-color, #1d1b18); background: var(--overshare-background, #fcfbf8); }
  :host([theme="dark"]) :is(.capture, .trouble) { color: var(--overshare-color, #ebe8e1); background: var(--overshare-background, #171614); }
  .dark { color-scheme: dark; --accent: var(--overshare-accent, #7cc4dc); --s0: #aba599; --s1: #9bd2fa; --s2: #a5bbff; --s3: #ffba64; --s4: #fb88c6; }
}
mark { unicode-bidi: isolate; border-radius: 2px; background: rgb(250 204 60 / 35%); color: inherit; }
.capture { border: 1px solid var(--rule); border-radius: var(--overshare-radius, 4px); padding: 1em; }
:host(.overshare-plain) .capture { border: 0; padding: 0; }
:host(.overshare-compact) .capture { font-size: .85em; padding: .6em; }
.trouble { margin-top: .5em; padding-inline-start: .75em; border-inline-start: 3px solid var(--s3); }
*, ::before, ::after { box-sizing: border-box; }
p { margin: .5em 0 0; }
.tools { display: flex; flex-wrap: wrap; gap: .5em 1.25em; margin-bottom: 1em; }
.tools p { display: flex; flex-wrap: wrap; align-items: center; gap: .25em .5em; margin: 0; min-inline-size: 0; }
label, th, caption, [role=status], summary { font-size: .9em; }
[role=status] { opacity: .85; }
select, input, button { font: inherit; color: inherit; background: transparent; border: 1px solid color-mix(in srgb, currentColor 60%, transparent); border-radius: var(--overshare-radius, 4px); padding: .2em .5em; min-block-size: 2em; max-inline-size: 100%; }
select { inline-size: 17em; text-overflow: ellipsis; }
option { color: CanvasText; background: Canvas; }
input { inline-size: 12em; }
button { margin-top: .75em; cursor: pointer; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { inline-size: 100%; border-collapse: collapse; text-align: start; }
caption { padding-bottom: .5em; text-align: start; font-weight: 600; }
th, td { padding: .5em 1em .5em 0; border-bottom: 1px solid var(--rule); text-align: start; vertical-align: top; font-weight: 400; unicode-bidi: isolate; }
th:last-child, td:last-child { padding-inline-end: 0; }
tbody th { inline-size: 26%; }
td:nth-child(2) { inline-size: 26%; }
b, strong, .severity { font-weight: 600; }
tbody th code { display: block; opacity: .85; }
code { font-family: var(--overshare-font-code, ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace); font-size: .9em; unicode-bidi: isolate; white-space: pre-wrap; overflow-wrap: anywhere; }
.severity { white-space: nowrap; }
.s0 { color: var(--s0); } .s1 { color: var(--s1); } .s2 { color: var(--s2); } .s3 { color: var(--s3); } .s4 { color: var(--s4); }
summary { inline-size: fit-content; min-block-size: 1.7em; color: var(--accent); cursor: pointer; }
.capture > div > details { border-bottom: 1px solid var(--rule); padding-block: .4em; }
.capture > div > details > summary { inline-size: auto; color: inherit; }
figcaption { display: block; margin-top: 1em; }
.paper { display: none; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (max-width: 34em) {
  thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td, caption { display: block; inline-size: auto !important; }
  th, td { padding: .15em 0; border: 0; }
  tr { padding-block: .6em; border-bottom: 1px solid var(--rule); }
  td::before { content: attr(data-label) ": "; opacity: .85; font-size: .9em; }
  select, input { inline-size: 100%; }
}
@media print {
  .tools, button { display: none; }
  /* Events that are folded have no tables to print: the figure that was there before has them. */
  .folded:has(~ .paper) { display: none; }
  .folded ~ .paper { display: block; }
  .capture { border: 0; padding: 0; color-scheme: light; }
  tr { break-inside: avoid; }
  details > :not(summary) { display: block; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
@media (forced-colors: active) { .severity { color: CanvasText; } }
`;
