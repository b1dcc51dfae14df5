// Looks at pages in Chromium as people do, and prints what it saw as JSON.
//   node look.js TOOLS URL...             each wide and on a phone, and there light and dark
//   node look.js TOOLS --picture FILE WIDTH HEIGHT URL [dark]
// TOOLS is the folder that install prints.
const fs = require('fs');
const path = require('path');
const [tools, ...rest] = process.argv.slice(2);
const { chromium } = require(path.join(tools, 'node_modules', 'playwright-core'));
const axe = fs.readFileSync(path.join(tools, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(fs.existsSync);

const words = v => v.id + ': ' + v.nodes.slice(0, 2).map(n => n.target.join(' ')).join(', ');

async function look(browser, url, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const page = await context.newPage();
  const seen = { url, width, scheme, elsewhere: [], dialogs: [], errors: [] };
  page.on('request', r => { if (r.url() !== url && !r.url().endsWith('/favicon.ico')) seen.elsewhere.push(r.url()); });
  page.on('dialog', d => { seen.dialogs.push(d.message()); d.dismiss(); });
  page.on('pageerror', e => seen.errors.push(String(e)));
  await page.goto(url, { timeout: 120000 });
  seen.bytes = Buffer.byteLength(await page.content());
  seen.marks = await page.evaluate(() => window.hacked === undefined ? 'clean' : 'hacked');
  seen.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // A column of single letters: a cell with text that is narrower than three letters of it.
  seen.squeezed = await page.evaluate(() => [...document.querySelectorAll('td, th, li, p')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && e.textContent.trim().length > 12 && box.width < 60;
  }).length);
  // A short word of a cell that goes on in the next line.
  seen.broken = await page.evaluate(() => [...document.querySelectorAll('td, th')].flatMap(cell => {
    const found = [];
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/(?<!\S)[\p{L}\d]{1,12}(?!\S)/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0]);
      }
    }
    return found;
  }));
  seen.ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  seen.landmarks = await page.evaluate(() => ['header', 'main', 'footer'].filter(n => document.querySelector('body > ' + n)));
  await page.keyboard.press('Tab');
  seen.firstFocus = await page.evaluate(() => (document.activeElement || document.body).textContent.trim().slice(0, 40));
  seen.focusInView = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return document.activeElement !== document.body && box.left >= 0 && box.right <= window.innerWidth;
  });
  await page.keyboard.press('Enter');
  seen.hash = await page.evaluate(() => location.hash);
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  seen.violations = result.violations.map(words);
  // What the other scheme changes is colours.
  seen.otherScheme = scheme === 'dark' ? 'light' : 'dark';
  await page.emulateMedia({ colorScheme: seen.otherScheme });
  seen.otherGround = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const other = await page.evaluate(() => window.axe.run(document, { runOnly: ['color-contrast'], resultTypes: ['violations'] }));
  seen.otherViolations = other.violations.map(words);
  await context.close();
  return seen;
}

(async () => {
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'], timeout: 120000 });
  try {
    if (rest[0] === '--picture') {
      const [, file, width, height, url, colorScheme = 'light'] = rest;
      const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, colorScheme });
      await page.goto(url, { timeout: 120000 });
      await page.screenshot({ path: file });
    } else {
      const all = [];
      for (const url of rest) {
        all.push(await look(browser, url, 1280, 'light'));
        all.push(await look(browser, url, 400, 'dark'));
      }
      console.log(JSON.stringify(all, null, 1));
    }
  } finally {
    await browser.close();
  }
})().catch(e => { console.error(String(e)); process.exit(1); });
