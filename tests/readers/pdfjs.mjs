// Prints what pdf.js makes of each page of a PDF file, as one JSON list: the text for whoever copies or searches, and
// the lines that the structure gives to whoever listens, in order.
// Usage: node pdfjs.mjs FOLDER-OF-PDFJS-DIST FILE
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const { getDocument } = await import(pathToFileURL(join(folder, "legacy/build/pdf.mjs")));
const settings = { data: new Uint8Array(readFileSync(file)), useSystemFonts: false, verbosity: 0 };
const pdf = await getDocument(settings).promise;

/** The text between each mark that has a number and its end. */
const marked = (items) => {
    const [texts, open] = [new Map(), []];
    for (const item of items) {
        if (item.type?.startsWith("beginMarkedContent")) {
            open.push(item.id ?? open.at(-1));
        } else if (item.type === "endMarkedContent") {
            open.pop();
        } else if (open.at(-1)) {
            texts.set(open.at(-1), (texts.get(open.at(-1)) ?? "") + item.str);
        }
    }
    return texts;
};

/** The numbers of the marks in the order of the structure. */
const order = (node) => (node?.type === "content" ? [node.id] : (node?.children ?? []).flatMap(order));

const pages = [];
for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join("");
    const texts = marked((await page.getTextContent({ includeMarkedContent: true })).items);
    const lines = order(await page.getStructTree()).map((id) => texts.get(id) ?? "");
    pages.push({ text, lines });
}
process.stdout.write(JSON.stringify(pages));
