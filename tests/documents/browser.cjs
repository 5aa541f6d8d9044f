// Opens pages in Chromium and tells what axe-core and the browser find there.
// node browser.cjs CHROMIUM PAGE... ; prints one JSON object a page, in their order.
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [, , executablePath, ...files] = process.argv;
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

// What passes is counted, and not told element by element, which takes most of the time on a long page.
const OPTIONS = { resultTypes: ["violations"] };

// Runs in the page: how far it reaches to the side, and what a person gets who copies each clause.
const look = () => ({
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  copied: [...document.querySelectorAll(".clause")].map((clause) => {
    getSelection().selectAllChildren(clause);
    return getSelection().toString();
  }),
});

(async () => {
  const browser = await chromium.launch({ executablePath, args });
  for (const file of files) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    const fetched = [];
    page.on("request", (request) => fetched.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(axe);
    const wide = await page.evaluate((options) => axe.run(options), OPTIONS);
    await page.setViewportSize({ width: 320, height: 640 });
    const narrow = await page.evaluate((options) => axe.run(options), OPTIONS);
    const violations = [...wide.violations, ...narrow.violations].map((rule) =>
      [rule.id, ...rule.nodes.map((node) => node.html)].join(" "));
    const seen = await page.evaluate(look);
    console.log(JSON.stringify({ violations, passes: wide.passes.length, requests: fetched.length, ...seen }));
    await page.close();
  }
  await browser.close();
})();
