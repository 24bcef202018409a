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

  it("draws nothing anew when nothing changed", () => {
    assert.deepEqual(ids(grown(...before()).setRows(createRows(before()))), []);
  });

  it("draws the one row that changed", () => {
    const nodeStore = grown(...before());
    assert.deepEqual(
      ids(nodeStore.setRows(createRows([group("a", leaf("a1"), leaf("a2", "new")), group("b", leaf("b1"))]))),
      ["a2"],
    );
  });

  it("draws the group a row came to, went from or moved within, and nothing below it twice", () => {
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

  it("draws all when a group comes or goes", () => {
    assert.equal(grown(...before()).setRows(createRows([group("b", leaf("b1"))])), "all");
  });

  it("keeps the object of a row, also where it moves, and gives it the new look and what it is about", () => {
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

  it("makes no rows below what nobody unfolded, and draws nothing for changes there", () => {
    let made = 0;
    const below = (stamp: string) => createLazyRows(["x", "y"], (id) => ((made += 1), leaf(id, stamp)));
    const nodeStore = new NodeStore(more);
    const row = (stamp: string): Row => ({ id: "folded", signature: "", createItem: item, children: below(stamp) });
    nodeStore.setRows(createRows([row("1")]));
    assert.equal(nodeStore.children().length, 1);
    assert.deepEqual(ids(nodeStore.setRows(createRows([row("2")]))), []);
    assert.equal(made, 0);
  });

  it("shows what is there twice twice", () => {
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

  it("knows that it is empty before anybody looked", () => {
    const nodeStore = new NodeStore(more);
    assert(nodeStore.isEmpty);
    nodeStore.setRows(createRows([leaf("a")]));
    assert(!nodeStore.isEmpty);
  });
});
