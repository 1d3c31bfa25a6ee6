// The gallery of ways in which a capture can be shown in an article, made of what the package and the page themselves make.

import { readFileSync } from "node:fs";

import { snippetOf } from "../../../www/embed-code.js";
import { embed as text } from "../../../www/strings/en.js";
import { loadPackage } from "./package.mjs";
import { inClone } from "./paths.mjs";

/** What the code shows; on the gallery itself the same files lie one folder higher. */
const PAGE = "https://overshare.example/";

/** What a page needs to allow, as docs/embedding.md has it, and for this one also pictures and frames. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const escaped = (one) => one.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const here = (code) => code.replaceAll(PAGE, "../");

/** What is shown as a picture. */
export const pictured = { event: 1, file: "www/gallery/capture" };

/** The text of www/gallery.html. `picture` is the size of the picture and what it says. */
export async function galleryPage(picture) {
  const overshare = await loadPackage();
  const capture = readFileSync(inClone("www/samples/mint-browser.txt"));
  const analysis = new overshare.Analysis(capture);
  const payload = analysis.share();
  const figureOf = (figure, format = "figure") => new TextDecoder().decode(analysis.export(format, JSON.stringify({ figure: { page: `${PAGE}index.html`, ...figure } })));
  const wanted = (event, more = {}) => ({
    figure: figureOf({ event }), file: "capture.html", page: PAGE, payload, event, fields: "telling", caption: text.told("Xiaomi"), ownCaption: false,
    theme: "auto", grows: false, title: text.frameTitle(`event ${event}`), whole: text.whole, picture: null, ...more,
  });
  const kind = (id, title, words, code, shown = here(code)) =>
    `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n<p>${words}</p>\n${shown}<details>\n<summary>The code</summary>\n<pre tabindex="0"><code>${escaped(code)}</code></pre>\n</details>\n</section>\n`;
  const { element, frame } = { element: snippetOf("element", wanted(7)), frame: snippetOf("frame", wanted(6, { grows: true })) };
  const image = snippetOf("picture", wanted(1, { picture: { ...picture, name: "gallery/capture.svg" } }));
  const systems = ["wordpress", "hugo", "jekyll", "eleventy", "mkdocs"].map((id) =>
    `<h3>${text.kinds[id].name}</h3>\n<p>${escaped(text.kinds[id].text)}</p>\n<pre tabindex="0"><code>${escaped(id === "wordpress" ? snippetOf(id, wanted(1)).replace(/<figure[^]*<\/figure>/, "<figure class=\"overshare-figure\">…</figure>") : snippetOf(id, wanted(1)))}</code></pre>\n`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="x-dns-prefetch-control" content="off">
<!-- What docs/embedding.md asks of a page, with pictures and frames, and the style that a frame brings with it. -->
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Every way in which a capture decoded by Overshare can be shown in an article, at work.">
<title>A capture in an article – Overshare</title>
<link rel="icon" href="icon.svg">
<link rel="stylesheet" href="style/base.css">
<link rel="stylesheet" href="style/gallery.css">
</head>
<body>
<main>
<h1>A capture in an article</h1>
<p class="lede">An evening with Mint Browser, in every form in which it can be shown to readers. Nobody in it exists.</p>
<p>Each is made on <a href="../index.html">the page of Overshare</a>, under “Share”, with values hidden. <code>docs/embedding.md</code> in the clone says what each needs.</p>
<ul class="contents">
<li><a href="#static">Static figure</a></li>
<li><a href="#element">Element</a></li>
<li><a href="#frame">Frame</a></li>
<li><a href="#picture">Picture</a></li>
<li><a href="#markdown">Markdown</a></li>
<li><a href="#systems">Generators</a></li>
</ul>
${kind("static", "Static figure", escaped(text.kinds.static.text), snippetOf("static", wanted(1)))}
${kind("element", "Element", escaped(text.kinds.element.text), element)}
<section aria-labelledby="element-all">
<h2 id="element-all">Element with all events</h2>
<p>The same capture once more, in the words of a German article: <code>event="all" lang="de"</code>. The core that reads it is the one that the figure above has loaded.</p>
${here(snippetOf("element", wanted("all", { figure: figureOf({ event: "all", fields: ["properties.search_word", "properties.url"] }) }))).replace("<overshare-capture ", "<overshare-capture lang=\"de\" ").replace(/<script[^]*?<\/script>\n/, "")}</section>
${kind("frame", "Frame", escaped(text.kinds.frame.text), frame)}
${kind("picture", "Picture", escaped(text.kinds.picture.text), image)}
${kind("markdown", "Markdown", escaped(text.kinds.markdown.text), figureOf({ event: 1 }, "figure-markdown"), "")}
<section aria-labelledby="systems">
<h2 id="systems">Generators</h2>
<p>The figure is saved as a file, and the article holds one line.</p>
${systems}</section>
</main>
</body>
</html>
`;
}
