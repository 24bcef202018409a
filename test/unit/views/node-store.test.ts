import assert from "node:assert/strict";
import { NodeStore, childrenPerPage, type NodeChanges, type TreeNode } from "../../../src/views/node-store";
import { createRows, createLazyRows, type Row } from "../../../src/views/row";

const item = (): never => {
  throw new Error("nobody looks at items here");
};

const leaf = (id: string, stamp = ""): Row => ({ id, signature: stamp, createItem: item });

const group = (id: string, ...below: readonly Row[]): Row => ({
  id,
  signature: String(below.length),
  createItem: item,
  children: createRows(below),
});

const more = (parent: TreeNode, left: number): Row => leaf(`${parent.id}/more`, String(left));

/** A nodeStore whose nodes have all been looked at. */
function grown(...top: readonly Row[]): NodeStore {
  const nodeStore = new NodeStore(more);
  nodeStore.setRows(createRows(top));
  lookAt(nodeStore);
  return nodeStore;
}

function lookAt(nodeStore: NodeStore, node?: TreeNode): string[] {
  return nodeStore.children(node).flatMap((child) => [child.id, ...lookAt(nodeStore, child)]);
}

function ids(changes: NodeChanges): "all" | string[] {
  return changes === "all" ? "all" : changes.map(({ id }) => id);
}

describe("A tree that is refreshed", () => {
  const before = () => [group("a", leaf("a1"), leaf("a2")), group("b", leaf("b1"))];

  it("redraws nothing when nothing changed", () => {
    assert.deepEqual(ids(grown(...before()).setRows(createRows(before()))), []);
  });

  it("redraws only the changed row", () => {
    const nodeStore = grown(...before());
    assert.deepEqual(
      ids(nodeStore.setRows(createRows([group("a", leaf("a1"), leaf("a2", "new")), group("b", leaf("b1"))]))),
      ["a2"],
    );
  });

  it("redraws the group a row was added to, removed from or moved within, without redundant children", () => {
    const cases: [Row[], string[]][] = [
      [[group("a", leaf("a1"), leaf("a2"), leaf("a3", "x")), group("b", leaf("b1"))], ["a"]],
      [[group("a", leaf("a2", "new")), group("b", leaf("b1"))], ["a"]],
      [[group("a", leaf("a2"), leaf("a1")), group("b", leaf("b1"))], ["a"]],
      [
        [group("a", leaf("a1")), group("b", leaf("b1"), leaf("a2"))],
        ["a", "b"],
      ],
    ];
    for (const [after, changed] of cases) assert.deepEqual(ids(grown(...before()).setRows(createRows(after))), changed);
  });

  it("redraws the whole tree when a group is added or removed", () => {
    assert.equal(grown(...before()).setRows(createRows([group("b", leaf("b1"))])), "all");
  });

  it("keeps the node of a row, even if it moves, and updates its item and data", () => {
    const nodeStore = grown(...before());
    const [a] = nodeStore.children();
    const moved = nodeStore.children(a)[1];
    nodeStore.setRows(
      createRows([group("a", leaf("a1")), group("b", leaf("b1"), { ...leaf("a2"), commandData: { transfer: 1 } })]),
    );
    const [, b] = nodeStore.children();
    assert.equal(nodeStore.children(b)[1], moved);
    assert.equal(moved?.parent, b);
    assert.equal((moved as unknown as { transfer: number }).transfer, 1);
  });

  it("creates no rows below collapsed ones, and redraws nothing for changes there", () => {
    let made = 0;
    const below = (stamp: string) => createLazyRows(["x", "y"], (id) => ((made += 1), leaf(id, stamp)));
    const nodeStore = new NodeStore(more);
    const row = (stamp: string): Row => ({ id: "folded", signature: "", createItem: item, children: below(stamp) });
    nodeStore.setRows(createRows([row("1")]));
    assert.equal(nodeStore.children().length, 1);
    assert.deepEqual(ids(nodeStore.setRows(createRows([row("2")]))), []);
    assert.equal(made, 0);
  });

  it("shows duplicates", () => {
    const nodeStore = grown(leaf("same"), leaf("same"), leaf("other"));
    assert.deepEqual(lookAt(nodeStore), ["same", "same#2", "other"]);
    assert.deepEqual(ids(nodeStore.setRows(createRows([leaf("same"), leaf("same", "new"), leaf("other")]))), [
      "same#2",
    ]);
  });

  it("shows a long list in part, and more of it on demand, which stays so", () => {
    const many = Array.from({ length: 3 * childrenPerPage }, (_, index) => `r${index}`);
    const below = (): Row => ({
      id: "a",
      signature: "",
      createItem: item,
      children: createLazyRows(many, (id) => leaf(id)),
    });
    const nodeStore = grown(below());
    const [a] = nodeStore.children();
    assert(a);
    assert.equal(nodeStore.children(a).length, childrenPerPage + 1);
    assert.equal(nodeStore.children(a).at(-1)?.row.signature, String(2 * childrenPerPage));
    const first = nodeStore.children(a)[0];
    assert.deepEqual(ids(nodeStore.showMore(a)), ["a"]);
    assert.equal(nodeStore.children(a).length, 2 * childrenPerPage + 1);
    assert.equal(nodeStore.children(a)[0], first);
    assert.deepEqual(ids(nodeStore.setRows(createRows([below()]))), []);
    nodeStore.showMore(a);
    assert.equal(nodeStore.children(a).length, 3 * childrenPerPage);
  });

  it("is known to be empty before it is rendered", () => {
    const nodeStore = new NodeStore(more);
    assert(nodeStore.isEmpty);
    nodeStore.setRows(createRows([leaf("a")]));
    assert(!nodeStore.isEmpty);
  });
});
