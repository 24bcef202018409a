import assert from "node:assert/strict";
import { matchesTextFilter } from "../../../src/state/text-filter";

describe("A filter", () => {
  it("requires every word somewhere, in any case and order", () => {
    const texts = ["Acme-Widgets.com", "FOA sent, waiting for the owner"];
    for (const filter of ["", " ", "acme", "OWNER foa", "widgets  waiting", ".com"])
      assert(matchesTextFilter(filter, texts), filter);
    for (const filter of ["acme registrar", "comfoa", "*"]) assert(!matchesTextFilter(filter, texts), filter);
  });
});
