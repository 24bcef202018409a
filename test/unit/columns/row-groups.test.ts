import assert from "node:assert/strict";
import fc from "fast-check";
import { createGroupingByName, getGroupNumber, groupRows, flattenGroups } from "../../../src/columns/row-groups";
import { runToEnd } from "../../../src/columns/cooperative-task";

describe("groups", () => {
  const codes = [0, 1, 2, 1, 0, 3];
  const grouping = createGroupingByName(codes, ["renew", "create", "renew", "unused"], false);

  it("puts rows of one name together, in the order they had", () => {
    const groups = runToEnd(groupRows(Uint32Array.from([4, 3, 2, 1, 0]), grouping));
    assert.deepEqual(groups.names, ["create", "renew"]);
    assert.deepEqual([...groups.rows], [3, 1, 4, 2, 0]);
    assert.deepEqual([...groups.starts], [0, 2, 5]);
  });

  it("lists groups with their rows, collapsed ones without", () => {
    const groups = runToEnd(groupRows(Uint32Array.from([0, 1, 2, 3]), grouping));
    const list = (folded: string) =>
      Array.from(
        flattenGroups(groups, (name) => name === folded),
        (entry) => {
          const group = getGroupNumber(entry);
          return group === undefined ? entry : groups.names[group];
        },
      );
    assert.deepEqual(list(""), ["create", 1, 3, "renew", 0, 2]);
    assert.deepEqual(list("create"), ["create", "renew", 0, 2]);
  });

  it("has every row once, in the group of its name, groups in order either way", () => {
    const name = fc.constantFrom("a", "b", "c", "");
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), fc.boolean(), (names, descending) => {
        const rows = Uint32Array.from(names.keys());
        const groups = runToEnd(groupRows(rows, createGroupingByName(rows, names, descending)));
        assert.deepEqual(
          [...groups.rows].sort((a, b) => a - b),
          [...rows],
        );
        const inOrder = [...new Set(names)].sort();
        assert.deepEqual(groups.names, descending ? inOrder.reverse() : inOrder);
        groups.names.forEach((group, at) => {
          const part = [...groups.rows.subarray(groups.starts[at], groups.starts[at + 1])];
          assert.deepEqual(
            part,
            [...rows].filter((row) => names[row] === group),
          );
        });
      }),
    );
  });

  it("has no groups without rows", () => {
    const groups = runToEnd(groupRows(new Uint32Array(), grouping));
    assert.deepEqual([groups.names, [...groups.starts], flattenGroups(groups, () => false).length], [[], [0], 0]);
  });
});
