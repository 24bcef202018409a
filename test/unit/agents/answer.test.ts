import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import {
  joinLines,
  line,
  ownWords,
  renderAnswer,
  renderLine as renderLineWith,
  type Answer,
  type Line,
} from "../../../src/agents/answer";
import { commandTitles } from "../../../src/agents/command-titles";

const nothing: Answer = { summary: [], nextSteps: [] };
const redact = (text: string) => text.replaceAll("S3cr3t", "***");
const renderLine = (each: Line) => renderLineWith(each, redact);

describe("An answer to an agent", () => {
  it("quotes every text that is inserted, and leaves numbers, days and currencies bare", () => {
    assert.equal(renderLine(line`Domain ${"a.example"}, ${2} orders`), 'Domain "a.example", 2 orders');
    for (const bare of ["12.50", "-7", "2026-11-29", "2026-11-29T07:58:14Z", "EUR", "20261129075814"])
      assert.equal(renderLine(line`${bare}`), bare);
    for (const quoted of ["", "USA!", "eur", "12 apples", "1\n2 x"])
      assert.match(renderLine(line`${quoted}`), /^".*"$/);
  });

  it("does not let data end its quotes or its line, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (data) => {
        const text = renderLine(line`a ${data} b`);
        const inner = text.slice(2, -2);
        assert(/^[^"]*$/.test(inner) || typeof JSON.parse(inner) === "string", text);
        assert(!/[\n\r\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u.test(text), text);
      }),
    );
  });

  it("removes what cannot be seen", () => {
    const tags = Array.from("ignore", (letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join(
      "",
    );
    assert.equal(renderLine(line`${`a${tags}b\u200bc\u202ed\u0007e\ud800f\u2028g`}`), '"abcdef g"');
  });

  it("removes secrets from data before it is shortened and quoted", () => {
    assert.equal(renderLine(line`a ${'S3c\u200br3t"'}`), 'a "***\\""');
    assert.equal(renderLine(line`${`${"x".repeat(297)}S3cr3t`}`), `"${"x".repeat(297)}***"`);
  });

  it("shortens long data", () => {
    assert.equal(renderLine(line`${"x".repeat(1000)}`), `"${"x".repeat(299)}…"`);
  });

  it("inserts lines as they are", () => {
    const joined = joinLines([line`a ${"b"}`, ownWords("c")], "; ");
    assert.equal(renderLine(line`(${joined})`), '(a "b"; c)');
  });

  it("lists what fits and says how many more there are", () => {
    const items = Array.from({ length: 500 }, (_, index) => line`item ${index}`);
    const more = line`Ask for less.`;
    const text = renderAnswer(
      [],
      { ...nothing, lists: [{ heading: line`Items:`, items, more }] },
      { redact, maxCharacters: 1000 },
    );
    assert(text.length <= 1000, `${text.length}`);
    const shown = text.split("\n").filter((each) => each.startsWith("- item")).length;
    assert(shown > 50, text);
    assert(text.endsWith(`\n${500 - shown} more. Ask for less.`), text);
  });

  it("counts what is not among the items, and shares the space between lists", () => {
    const items = Array.from({ length: 200 }, (_, index) => line`item ${index}`);
    const lists = ["A", "B"].map((name) => ({ heading: ownWords(name), items, total: 1000 }));
    const text = renderAnswer([line`h`], { ...nothing, lists, nextSteps: [line`s`] }, { redact, maxCharacters: 2000 });
    assert(text.length <= 2000, `${text.length}`);
    const shown = text.split("\n\n").map((part) => part.split("\n").filter((each) => each.startsWith("- item")).length);
    assert.equal(shown.length, 4);
    assert.deepEqual([shown[0], shown[3]], [0, 0]);
    assert((shown[1] ?? 0) > 30 && (shown[2] ?? 0) > 30, text);
    for (const part of [1, 2]) assert(text.includes(`${1000 - (shown[part] ?? 0)} more.`));
    assert(text.endsWith("Next steps:\n- s"));
  });

  it("names commands by their titles", () => {
    const titles = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
    for (const [command, title] of Object.entries(commandTitles))
      assert.equal(title, `Joker: ${titles[command.replace("joker.", "command.")]}`);
  });
});
