import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

interface Pattern {
  readonly match: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

/** The inline flag, which JavaScript knows only of late, applies to a group of letters alone. */
function toRegExp(match: string): RegExp {
  const isCaseIgnored = match.includes("(?i:");
  return new RegExp(match.replace("(?i:", "(?:"), isCaseIgnored ? "iu" : "u");
}

describe("The colors of a result document", () => {
  const { patterns } = JSON.parse(readFileSync("media/joker-result.tmLanguage.json", "utf8")) as {
    patterns: readonly Pattern[];
  };

  /** The scopes of name and value of a line. */
  function scopesOf(line: string): (string | undefined)[] {
    const { name, captures } = patterns.find(({ match }) => toRegExp(match).test(line)) ?? assert.fail(line);
    return [captures?.["1"]?.name ?? name, captures?.["3"]?.name ?? name];
  }

  // What themes color as text or keywords is green in some and red in others.
  for (const line of [
    "Status: failed (nack)",
    "Status: succeeded (ack)",
    "Status: fehlgeschlagen (nack)",
    "Reason: Object exists",
    "Grund: Object exists",
    "Completion-Status: ack",
    "request_state: nack",
    "Problem: The connection was closed.",
    "Error: 2302",
    "ERROR_TEXT: not enough money",
  ])
    it(`give the value of a line none that could be taken for an outcome: ${line}`, () => {
      assert.equal(scopesOf(line)[1], undefined);
    });

  it("set names, headings and masked values apart", () => {
    assert.deepEqual(scopesOf("# Result"), Array(2).fill("markup.heading.joker-result"));
    assert.match(scopesOf("Status: failed (nack)")[0] ?? "", /^variable\./);
    assert.match(scopesOf("error: 2302")[0] ?? "", /^invalid\./);
    assert.match(scopesOf("Auth-ID: ••••••••")[1] ?? "", /^comment\./);
  });
});
