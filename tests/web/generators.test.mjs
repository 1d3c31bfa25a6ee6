// Sites with figures, built by real generators: what stands on their pages, in their feeds, and in readers of those.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import MarkdownIt from "markdown-it";
import { defaultTreeAdapter as tree, parse, parseFragment, serializeOuter } from "parse5";
import sanitize from "sanitize-html";

import { snippetOf } from "../../www/embed-code.js";
import { passesRules } from "./lib/axe.mjs";
import { launchChromium, launchFirefox } from "./lib/browser.mjs";
import { isThorough } from "./lib/effort.mjs";
import { loadPackage } from "./lib/package.mjs";
import { inClone } from "./lib/paths.mjs";
import { pythonWithSdk, runPython } from "./lib/python.mjs";
import { serveFolders } from "./lib/server.mjs";

const run = promisify(execFile);

const PAGE = "https://host.example/overshare/index.html";
const SCRIPT = "/overshare/www/embed.js";
const capture = readFileSync(inClone("www/samples/mint-browser.txt"), "utf8");

/** Signs that mean something to one of the generators, in the one text of a figure that its author writes. */
const CAPTION = 'What {{ site.title }} {% nothing %} {{< overshare "x" >}} *told* <b>others</b>\n\n--8<-- "nothing.html"\n\n    - of `me`.';

const overshare = await loadPackage();
const analysis = new overshare.Analysis(capture);
const figureOf = (figure, of = analysis) => Buffer.from(of.export("figure", JSON.stringify({ figure }))).toString();
/** What the links of saved figures carry: several requests, as those that Eleventy makes carry one. */
const payload = readFileSync(inClone("tests/links/v2/uploads-masked.txt"), "utf8").trim();
const linked = figureOf({ event: 3, fields: "all", page: PAGE, caption: CAPTION }).replaceAll(analysis.share(), payload);
const unlinked = figureOf({ caption: CAPTION });

const elements = (node) => [
  ...(node.tagName ? [node] : []),
  ...(node.content ? elements(node.content) : []),
  ...(node.childNodes ?? []).flatMap(elements),
];
const named = (node, name) => elements(node).filter(({ tagName }) => tagName === name);
const attribute = (element, name) => element.attrs.find((one) => one.name === name)?.value;
const text = (node) => (tree.isTextNode(node) ? node.value : (node.childNodes ?? []).map(text).join(""));
/** What a figure tells, whatever has become of its markup. */
const told = (node) => ({
  caption: named(node, "caption").map(text),
  rows: named(node, "tr").map((row) => elements(row).filter(({ tagName }) => tagName === "th" || tagName === "td").map(text)),
  links: named(node, "a").map((link) => [attribute(link, "href"), text(link)]),
});
const figuresIn = (node) => named(node, "figure").map((figure) => serializeOuter(figure).replace(/\s+/g, " "));
const asParsed = (...figures) => figures.flatMap((figure) => figuresIn(parseFragment(figure)));
const scriptsIn = (node) => named(node, "script").map((script) => [attribute(script, "type"), attribute(script, "src")]);
const wrapped = (node) => named(node, "overshare-capture").map((element) => Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])));
const oneScript = [["module", SCRIPT]];

const folder = mkdtempSync(join(tmpdir(), "overshare-sites-"));
// Where a site cannot be built, no test begins and none ends.
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A copy of a sample site, with further files. */
function site(generator, name, files) {
  const target = join(folder, name);
  cpSync(inClone(`tests/web/generators/${generator}`), target, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), content);
  }
  return target;
}

/** Resolves with all that a program said, and whether it was content. */
async function said(program, parameters, cwd) {
  const options = { cwd, env: { ...process.env, NO_COLOR: "1" } };
  const { stdout, stderr, code } = await run(program, parameters, options).then((output) => ({ ...output, code: 0 }), (error) => {
    if (typeof error.code !== "number") throw error;
    return error;
  });
  return { output: stdout + stderr, code };
}

async function built(program, parameters, cwd, output) {
  const result = await said(program, parameters, cwd);
  assert.equal(result.code, 0, `${program} says:\n${result.output}`);
  return join(cwd, output);
}

/** A page of a built site. */
const page = (output, path) => parse(readFileSync(join(output, path, "index.html"), "utf8"));

const hugo = process.env.OVERSHARE_HUGO ?? "hugo";
const jekyll = process.env.OVERSHARE_JEKYLL ?? "jekyll";
const hugoFiles = {
  "assets/capture.html": linked,
  "content/posts/beside/beside.txt": linked,
  "data/overshare.json": JSON.stringify({ unlinked }),
};
const jekyllFiles = { "_includes/captures/capture.html": linked, "_includes/captures/unlinked.html": unlinked };
const eleventyFiles = {
  "captures/capture.txt": capture,
  "captures/saved.html": unlinked,
  "captures/linked.html": linked,
  "articles/link.txt": `${PAGE}#${payload}\n`,
};

function jekyllSite(name, files) {
  const target = site("jekyll", name, { ...jekyllFiles, ...files });
  cpSync(inClone("integrations/jekyll/_includes"), join(target, "_includes"), { recursive: true });
  return target;
}

function eleventySite(name, files) {
  const target = site("eleventy", name, { ...eleventyFiles, ...files });
  mkdirSync(join(target, "node_modules"));
  symlinkSync(inClone("tests/web/node_modules/@11ty"), join(target, "node_modules/@11ty"), "dir");
  symlinkSync(inClone("pkg"), join(target, "node_modules/overshare"), "dir");
  return target;
}

function mkdocsSite(name, files) {
  const target = site("mkdocs", name, { "captures/capture.html": linked, ...files });
  cpSync(inClone("integrations/mkdocs/overshare.py"), join(target, "overshare.py"));
  const element = join(target, "docs/element.md");
  writeFileSync(element, readFileSync(element, "utf8").replace("PAYLOAD", payload));
  return target;
}

/** What the package makes of the wishes on Eleventy's pages. */
const eleventyFigures = {
  capture: [figureOf({ page: PAGE }), figureOf({ page: PAGE, event: 3, fields: "all" })],
  link: [figureOf({ page: PAGE, event: 3, fields: ["event", "properties.search_word"], caption: "“Own” words & more" }, overshare.openShared(payload))],
  saved: [unlinked, linked],
};

const HUGO = ["--themesDir", inClone("integrations"), "--theme", "hugo"];
const JEKYLL = ["build", "--quiet", "--disable-disk-cache"];
const ELEVENTY = [inClone("tests/web/node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"];
const MKDOCS = ["-m", "mkdocs", "build", "--quiet", "--strict"];

const python = await pythonWithSdk();
/** Folder of every built site. */
const sites = {
  hugo: await built(hugo, HUGO, site("hugo", "hugo", hugoFiles), "public"),
  laterHugo: await built(join(dirname(python), "hugo"), HUGO, site("hugo", "later-hugo", hugoFiles), "public"),
  jekyll: await built(jekyll, JEKYLL, jekyllSite("jekyll"), "_site"),
  eleventy: await built(process.execPath, ELEVENTY, eleventySite("eleventy"), "_site"),
  mkdocs: await built(python, MKDOCS, mkdocsSite("mkdocs"), "site"),
};

const OWN_WISHES = { fields: "url $device_id", theme: "dark", lang: "de", caption: "“Own” words & more", open: "" };

for (const which of ["hugo", "laterHugo"]) {
  describe(`a site of ${which === "hugo" ? "Debian's" : "a later"} Hugo`, () => {
    test("has the figures as they were saved, from beside the page, of the site and of its data", () => {
      assert.deepEqual(figuresIn(page(sites[which], "posts/beside")), asParsed(linked, linked));
      assert.deepEqual(figuresIn(page(sites[which], "posts/assets")), asParsed(linked));
      assert.deepEqual(figuresIn(page(sites[which], "posts/data")), asParsed(unlinked));
    });

    test("wraps those that carry a capture, and has the script once on their pages", () => {
      const beside = page(sites[which], "posts/beside");
      assert.deepEqual(wrapped(beside), [{ src: payload, event: "3" }, { src: payload, event: "1", ...OWN_WISHES }]);
      assert.deepEqual(scriptsIn(beside), oneScript);
      assert.deepEqual(wrapped(page(sites[which], "posts/data")), []);
      for (const path of ["", "posts/plain"]) assert.deepEqual(scriptsIn(page(sites[which], path)), [], path);
    });
  });
}

describe("a site of Jekyll", () => {
  test("has the figures as they were saved", () => {
    assert.deepEqual(figuresIn(page(sites.jekyll, "posts/figures")), asParsed(linked, linked));
    assert.deepEqual(figuresIn(page(sites.jekyll, "posts/unlinked")), asParsed(unlinked));
  });

  test("wraps those that carry a capture, and has the script once on their pages", () => {
    const figures = page(sites.jekyll, "posts/figures");
    assert.deepEqual(wrapped(figures), [{ src: payload, event: "3" }, { src: payload, event: "1", ...OWN_WISHES }]);
    assert.deepEqual(scriptsIn(figures), oneScript);
    for (const path of ["posts/unlinked", "posts/plain"]) {
      assert.deepEqual([wrapped(page(sites.jekyll, path)), scriptsIn(page(sites.jekyll, path))], [[], []], path);
    }
  });
});

describe("a site of Eleventy", () => {
  test("has the figures that the package makes of captures and links, and a saved one", () => {
    for (const [name, figures] of Object.entries(eleventyFigures)) {
      assert.deepEqual(figuresIn(page(sites.eleventy, `articles/${name}`)), asParsed(...figures), name);
    }
  });

  test("wraps those that carry a capture, and has the script once on their pages", () => {
    const figures = page(sites.eleventy, "articles/capture");
    const src = analysis.share();
    assert.deepEqual(wrapped(figures), [{ src, event: "1", page: PAGE }, { src, event: "3", fields: "all", page: PAGE }]);
    assert.deepEqual(scriptsIn(figures), oneScript);
    const link = page(sites.eleventy, "articles/link");
    // A link that is made of a link says so.
    assert.deepEqual(wrapped(link), [{ src: overshare.openShared(payload).share(), page: PAGE, event: "3", ...OWN_WISHES, fields: "event properties.search_word" }]);
    assert.deepEqual(scriptsIn(link), oneScript);
    assert.deepEqual(wrapped(page(sites.eleventy, "articles/saved")), [{ src: payload, event: "3", page: PAGE }]);
    assert.deepEqual(scriptsIn(page(sites.eleventy, "articles/plain")), []);
  });

  test("publishes neither the captures nor what is masked in them", () => {
    const published = readdirSync(sites.eleventy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.deepEqual(published.map(({ name }) => name).sort(), ["feed.xml", "index.html", "index.html", "index.html", "index.html"]);
    const secrets = JSON.parse(analysis.event(0)).fields.filter(({ severity }) => severity >= 2).map(({ value }) => JSON.parse(value));
    assert.ok(secrets.length > 3);
    for (const { parentPath, name } of published) {
      const content = readFileSync(join(parentPath, name), "utf8");
      assert.deepEqual(secrets.filter((secret) => content.includes(secret)), [], parentPath);
    }
  });
});

describe("a site of MkDocs", () => {
  test("has the figure as it was saved", () => {
    assert.deepEqual(figuresIn(page(sites.mkdocs, "")), asParsed(linked));
    assert.deepEqual(figuresIn(page(sites.mkdocs, "element")), asParsed(linked));
    assert.deepEqual(named(page(sites.mkdocs, ""), "em").map(text), ["end"]);
  });

  test("has the script once, on the page with the element", () => {
    assert.deepEqual(wrapped(page(sites.mkdocs, "element")), [{ src: payload, event: "3" }]);
    assert.deepEqual(scriptsIn(page(sites.mkdocs, "element")), oneScript);
    for (const path of ["", "plain"]) assert.deepEqual(scriptsIn(page(sites.mkdocs, path)), [], path);
  });
});

describe("a post of WordPress", () => {
  const caption = "“Own” words [gallery] & [caption] more";
  const figure = figureOf({ event: 3, fields: "all", page: PAGE, caption });
  const posts = Object.fromEntries(
    ["wordpress", "element"].map((kind) => [kind, snippetOf(kind, { figure, page: PAGE, payload, event: 3, fields: "all", theme: "auto", caption, ownCaption: true })]),
  );
  let made;
  before(() => {
    const folder = process.env.OVERSHARE_WORDPRESS ?? inClone("target/wordpress/usr/share/wordpress");
    const program = [inClone("tests/web/generators/wordpress.php"), folder];
    made = JSON.parse(execFileSync(process.env.OVERSHARE_PHP ?? "php", program, { input: JSON.stringify(posts) }));
  });
  const withoutBreaks = (html) => html.replaceAll("<wbr>", "");
  /** What a post tells: WordPress writes three dots, as in the title of a source, as one sign. */
  const toldByPost = (html) => {
    const { caption, rows, links } = told(parseFragment(html));
    return { caption, rows, links: links.map(([address, name]) => [address, name.replaceAll("...", "…")]) };
  };

  test("is one block with the figure in it", () => {
    const blocks = made.wordpress.blocks.filter(([name, content]) => name !== null || content.trim() !== "");
    assert.deepEqual(blocks.map(([name]) => name), ["core/html"]);
    assert.deepEqual(figuresIn(parseFragment(blocks[0][1])), asParsed(figure));
  });

  test("keeps the figure but for the places of its lines’ ends, whoever writes it", () => {
    assert.deepEqual(figuresIn(parseFragment(made.wordpress.kept)), asParsed(withoutBreaks(figure)));
    assert.deepEqual(figuresIn(parseFragment(made.element.kept)), asParsed(withoutBreaks(figure)));
    assert.deepEqual([wrapped(parseFragment(made.element.kept)), scriptsIn(parseFragment(made.element.kept))], [[], []]);
  });

  test("shows the figure as it was written, and runs nothing that stands in it", () => {
    assert.deepEqual(toldByPost(made.wordpress.shown), toldByPost(figure));
    for (const { shown } of Object.values(made)) assert.ok(text(parseFragment(shown)).includes(caption));
  });

  test("may hold the element, where its author may write any HTML", () => {
    const shown = parseFragment(made.element.shown);
    assert.deepEqual(wrapped(shown), [{ src: payload, event: "3", fields: "all", caption }]);
    assert.deepEqual(scriptsIn(shown), [["module", new URL("www/embed.js", PAGE).href]]);
    assert.deepEqual(toldByPost(made.element.shown), toldByPost(figure));
  });
});

describe("a file that is not there", () => {
  const cases = [
    ["Hugo", () => said(hugo, HUGO, site("hugo", "no-hugo", { ...hugoFiles, "content/posts/no.md": '---\n---\n{{< overshare "no.html" >}}' })),
      [/"no\.html"/, /beside the page, in assets\/ and in data\/overshare/, /posts\/no\.md:3:1/]],
    ["Jekyll", () => said(jekyll, JEKYLL, jekyllSite("no-jekyll", { "_posts/2024-05-09-no.md": '---\n---\n{% include overshare.html file="no.html" %}' })),
      [/captures\/no\.html/, /_includes/]],
    ["Eleventy", () => said(process.execPath, ELEVENTY, eleventySite("no-eleventy", { "articles/no.md": '{% overshare "no.txt" %}' })),
      [/articles\/no\.txt/, /captures\/no\.txt/]],
    ["MkDocs", () => said(python, MKDOCS, mkdocsSite("no-mkdocs", { "docs/index.md": '--8<-- "no.html"' })),
      [/no\.html/]],
  ];
  for (const [generator, build, expected] of cases) {
    test(`ends a build with ${generator}, which says what it looked for`, async () => {
      const { code, output } = await build();
      assert.notEqual(code, 0);
      for (const pattern of expected) assert.match(output, pattern);
    });
  }

  test("nor does a link that is cut become a figure", async () => {
    const { code, output } = await said(process.execPath, ELEVENTY, eleventySite("cut-eleventy", { "articles/link.txt": payload.slice(0, -20) }));
    assert.notEqual(code, 0);
    assert.match(output, /articles\/link\.txt.*end of this link is missing/);
  });
});

describe("feeds", () => {
  /** Feeds with the figures that stand in them, newest article first. */
  const expected = {
    "hugo/index.xml": [[], [unlinked], [linked], [linked, linked]],
    "hugo/atom.xml": [[], [unlinked], [linked], [linked, linked]],
    "laterHugo/index.xml": [[], [unlinked], [linked], [linked, linked]],
    "laterHugo/atom.xml": [[], [unlinked], [linked], [linked, linked]],
    "jekyll/feed.xml": [[], [unlinked], [linked, linked]],
    "eleventy/feed.xml": [[], eleventyFigures.saved, eleventyFigures.link, eleventyFigures.capture],
  };
  let read;
  before(async () => {
    const paths = Object.keys(expected).map((name) => join(sites[name.split("/")[0]], name.split("/")[1]));
    read = Object.values(JSON.parse(await runPython(python, "tests/web/generators/feeds.py", paths)));
  });

  for (const [index, [name, articles]] of Object.entries(expected).entries()) {
    test(`${name} carries every figure and no script`, () => {
      assert.equal(read[index].length, articles.length);
      for (const [number, { title, sent }] of read[index].entries()) {
        const content = parseFragment(sent);
        assert.deepEqual(scriptsIn(content), [], title);
        assert.deepEqual(figuresIn(content), asParsed(...articles[number]), title);
      }
    });

    test(`${name} tells the same once readers have cleaned it`, () => {
      for (const { title, sent, ...cleaned } of read[index]) {
        for (const [cleaner, html] of Object.entries({ ...cleaned, "sanitize-html": sanitize(sent) })) {
          assert.deepEqual(told(parseFragment(html)), told(parseFragment(sent)), `${title}, by ${cleaner}`);
        }
      }
    });
  }

  for (const which of ["hugo", "laterHugo"]) {
    test(`${which}/feed.json carries every figure and no script`, () => {
      const { items } = JSON.parse(readFileSync(join(sites[which], "feed.json"), "utf8"));
      assert.deepEqual(items.map(({ content_html: html }) => scriptsIn(parseFragment(html))), [[], [], [], []]);
      assert.deepEqual(items.map(({ content_html: html }) => figuresIn(parseFragment(html))), expected["hugo/index.xml"].map((figures) => asParsed(...figures)));
    });
  }
});

describe("a figure in Markdown", () => {
  const engines = { CommonMark: new MarkdownIt("commonmark"), "every rule of markdown-it": new MarkdownIt({ html: true, linkify: true, typographer: true }) };
  const inElement = `<overshare-capture src="${payload}" event="3">\n${linked}</overshare-capture>\n`;
  for (const [name, engine] of Object.entries(engines)) {
    for (const [what, html] of Object.entries({ alone: linked, "in the element": inElement })) {
      test(`is one block of HTML, ${what}, with ${name}`, () => {
        const blocks = engine.parse(`Before.\n\n${html}\n*After.*\n`, {}).filter(({ level, nesting }) => level === 0 && nesting >= 0);
        assert.deepEqual(blocks.map(({ type }) => type), ["paragraph_open", "html_block", "paragraph_open"]);
        assert.equal(blocks[1].content.trim(), html.trim());
      });
    }
  }
});

describe("a built page", () => {
  const pages = { "hugo/posts/beside/": 2, "jekyll/posts/figures/": 2, "eleventy/articles/capture/": 2, "mkdocs/": 1 };
  const browsers = {};
  let server;
  before(async () => {
    browsers.Chromium = await launchChromium();
    if (isThorough) browsers.Firefox = await launchFirefox({ preferences: { "javascript.enabled": false } });
    server = await serveFolders(Object.fromEntries(["hugo", "jekyll", "eleventy", "mkdocs"].map((name) => [`/${name}/`, sites[name]])));
  });
  after(async () => {
    await Promise.all(Object.values(browsers).map((browser) => browser.close()));
    await server?.close();
  });

  const opened = async (name, path, check) => {
    const tab = await browsers[name].newPage();
    try {
      await tab.setViewport({ width: 320, height: 640 });
      await check(tab, () => tab.goto(`${server.origin}/${path}`));
    } finally {
      await tab.close();
    }
  };

  /** Rows that are seen, with their cells, and how far the page can be moved sideways. */
  const seen = (tab) =>
    tab.evaluate(() => ({
      rows: [...document.querySelectorAll("figure tr")]
        .filter((row) => row.checkVisibility() && row.getBoundingClientRect().height > 0)
        .map((row) => [...row.cells].map((cell) => cell.textContent)),
      sideways: document.scrollingElement.scrollWidth - innerWidth,
    }));

  for (const [path, tables] of Object.entries(pages)) {
    // Each generator publishes the same figures, so one of their pages is enough for the second browser, which is started for it.
    for (const name of isThorough && path.startsWith("hugo/") ? ["Chromium", "Firefox"] : ["Chromium"]) {
      test(`${path} shows its figures without scripts, 320 pixels wide and on paper, in ${name}`, () =>
        opened(name, path, async (tab, load) => {
          if (name === "Chromium") await tab.setJavaScriptEnabled(false);
          await load();
          const { rows, sideways } = await seen(tab);
          assert.deepEqual(rows, told(page(sites[path.split("/")[0]], path.slice(path.indexOf("/") + 1))).rows);
          assert.equal(rows.filter(([first]) => first === "What was sent").length, tables);
          assert.ok(sideways <= 0, `scrolls ${sideways} pixels sideways`);
          if (name === "Chromium") {
            await tab.emulateMediaType("print");
            assert.deepEqual((await seen(tab)).rows, rows);
          }
          assert.equal(Buffer.from((await tab.pdf({ format: "A4" })).subarray(0, 5)).toString(), "%PDF-");
        }));
    }

    test(`${path} passes axe`, () =>
      opened("Chromium", path, async (tab, load) => {
        await load();
        await passesRules(tab, path);
      }));
  }
});
